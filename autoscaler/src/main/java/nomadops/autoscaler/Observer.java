package nomadops.autoscaler;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nomadops.autoscaler.PoolReport.Deed;
import nomadops.autoscaler.facts.Unscalable;

/// Hears of every decision.
public interface Observer {
  /// From now on there are these pools, and no other.
  default void follow(List<String> pools) {}

  /// A pool was decided on.
  void decided(PoolReport report);

  /// Nodes that we closed were given up, because their pool is out of the configuration.
  default void released(String pool, List<Deed> deeds) {}

  /// A whole turn is over.
  ///
  /// @param at when it began
  /// @param skipped what waits and is no pool's
  void turned(Instant at, List<Unscalable> skipped, Duration took);
}
