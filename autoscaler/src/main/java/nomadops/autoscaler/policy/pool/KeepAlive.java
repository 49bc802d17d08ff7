package nomadops.autoscaler.policy.pool;

import java.time.Duration;
import java.util.Optional;

/// How long an empty node stays, in case work comes.
///
/// Whoever cannot know when the next work comes pays at most twice what a prophet would pay, if a
/// node is kept for as long as its next start would cost (the ski-rental rule): the time that it
/// takes to boot, which is paid and of no use, and what a start costs beside that.
///
/// @param fixed so long, whatever a start costs; empty to go by that
/// @param startCost what a start costs beside the boot, as running time of a node
public record KeepAlive(Optional<Duration> fixed, Duration startCost) {
  /// So long.
  public static KeepAlive of(Duration fixed) {
    return new KeepAlive(Optional.of(fixed), Duration.ZERO);
  }

  /// As long as a start costs.
  public static KeepAlive byCost(Duration startCost) {
    return new KeepAlive(Optional.empty(), startCost);
  }

  /// How long that is.
  public Duration after(Duration bootLag) {
    return fixed.orElseGet(() -> bootLag.plus(startCost));
  }
}
