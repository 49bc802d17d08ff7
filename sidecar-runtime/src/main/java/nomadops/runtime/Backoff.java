package nomadops.runtime;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait after failures in a row: doubles from `first` to `longest`, half of it
/// jittered.
public record Backoff(Duration first, Duration longest) {

  public Backoff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("backoff from " + first + " to " + longest);
    }
  }

  /// The wait after the `failures`th failure in a row (1 is the first).
  public Duration after(int failures, RandomGenerator random) {
    int doublings = Math.clamp(failures - 1, 0, 30);
    Duration full = first;
    for (int i = 0; i < doublings && full.compareTo(longest) < 0; i++) {
      full = full.multipliedBy(2);
    }
    long nanos = full.compareTo(longest) > 0 ? longest.toNanos() : full.toNanos();
    return Duration.ofNanos(nanos / 2 + (long) (random.nextDouble() * (nanos - nanos / 2)));
  }
}
