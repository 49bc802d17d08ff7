package nomadops.autoscaler;

import java.time.Duration;
import java.util.List;
import nomadops.autoscaler.facts.Unscalable;

/// Hears of every decision.
public interface Observer {
  /// A pool was decided on.
  void decided(PoolReport report);

  /// A whole turn is over.
  ///
  /// @param skipped what waits and is no pool's
  void turned(List<Unscalable> skipped, Duration took);
}
