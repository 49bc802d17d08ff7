package nomadops.gc.cli;

import java.time.Duration;
import java.time.Instant;

/// A time that runs faster than the machine's, so that a wait of a minute is over in a second.
/// Requests themselves take as long as they take.
final class HastyTime {
  private HastyTime() {}

  /// Time that starts at `now` and runs `factor` times as fast.
  static Clockwork from(Instant now, int factor) {
    long start = System.nanoTime();
    return new Clockwork(
        () -> now.plusNanos((System.nanoTime() - start) * factor),
        () -> (System.nanoTime() - start) * factor,
        wait -> {
          if (wait.isPositive()) {
            Thread.sleep(Duration.ofNanos(Math.max(500_000, wait.toNanos() / factor)));
          }
        });
  }
}
