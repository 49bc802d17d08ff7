package nomadops.autoscaler;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nomadops.autoscaler.facts.Unscalable;

/// Hears of every decision.
public interface Observer {
  /// From now on there are these pools, and no other.
  default void follow(List<String> pools) {}

  /// A pool was decided on.
  void decided(PoolReport report);

  /// A whole turn is over.
  ///
  /// @param at when it began
  /// @param skipped what waits and is no pool's
  void turned(Instant at, List<Unscalable> skipped, Duration took);
}
