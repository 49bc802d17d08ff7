package nomadops.autoscaler.policy.pool;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.facts.Pressure;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Template;

/// All that a decision about one pool is made from.
///
/// @param queued work that this pool is to take
/// @param template what a new node would be; empty when nobody knows
/// @param nodes all clients of the pool
/// @param groups where its machines come from, the preferred first
/// @param bootLag measured, from asking for a node until it is ready
/// @param bounds what else asks for a size
/// @param doubts why something that matters is not known; nothing is given back on a doubt
/// @param pressure how the scheduler does
/// @param freshness how old the facts are
/// @param paused who keeps it from acting, and why; empty for nobody
/// @param room how many more nodes the cap on all pools together leaves
public record PoolFacts(
    List<QueuedGroup> queued,
    Optional<Template> template,
    List<PoolNode> nodes,
    List<GroupSight> groups,
    Optional<Duration> bootLag,
    Bounds bounds,
    List<String> doubts,
    Pressure pressure,
    Freshness freshness,
    Optional<String> paused,
    int room) {
  public PoolFacts {
    queued = List.copyOf(queued);
    nodes = List.copyOf(nodes);
    groups = List.copyOf(groups);
    doubts = List.copyOf(doubts);
  }

  /// What new nodes are expected to take: as measured, else as configured.
  public Duration bootLag(PoolTerms terms) {
    return bootLag.orElse(terms.waits().bootLag());
  }

  /// With a floor more; the greatest counts.
  public PoolFacts atLeast(Bounds.Bound floor) {
    if (bounds.floor().filter(known -> known.nodes() >= floor.nodes()).isPresent()) {
      return this;
    }
    return new PoolFacts(
        queued,
        template,
        nodes,
        groups,
        bootLag,
        new Bounds(Optional.of(floor), bounds.ceiling()),
        doubts,
        pressure,
        freshness,
        paused,
        room);
  }

  /// When things were so.
  ///
  /// @param trouble of a read that failed; it is said beside the age
  public record Freshness(Instant queue, Instant nodes, Optional<String> trouble) {}
}
