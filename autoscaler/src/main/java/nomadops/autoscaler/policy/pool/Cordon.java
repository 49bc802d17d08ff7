package nomadops.autoscaler.policy.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nomadops.autoscaler.facts.PoolNode;

/// A node that we closed to new work, to give it back once it is empty. Kept in Nomad, written
/// before the node is closed: whoever comes after a crash finds it, and goes on or lets go.
///
/// @param node its id
/// @param instance its machine
/// @param group that the machine belongs to
/// @param at when
/// @param endedAt when its machine was told to end; empty before
public record Cordon(
    String node, String instance, String group, Instant at, Optional<Instant> endedAt) {
  /// A closed node shows that it is closed after this.
  private static final Duration SHOWS = Duration.ofSeconds(10);

  /// Whether facts of then would show the closing; older ones may still show the node open.
  public boolean seenBy(Instant asOf) {
    return asOf.isAfter(at.plus(SHOWS));
  }

  /// Whether somebody else has taken the node in hand since: it drains, or was drained.
  public boolean takenOver(PoolNode node) {
    return node.draining() || node.lastDrain().filter(drained -> drained.isAfter(at)).isPresent();
  }

  public Cordon ended(Instant now) {
    return new Cordon(node, instance, group, at, Optional.of(now));
  }
}
