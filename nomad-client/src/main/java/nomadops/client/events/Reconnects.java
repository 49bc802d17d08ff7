package nomadops.client.events;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before connecting again: almost nothing after a stream that worked, because the
/// server keeps only its latest entries; longer and longer after streams that gave nothing.
final class Reconnects {
  private static final double FIRST_MILLIS = 50;
  private static final double LONGEST_MILLIS = 30_000;

  private final RandomGenerator random;
  private int fruitless;

  Reconnects(RandomGenerator random) {
    this.random = random;
  }

  Duration after(boolean gaveEvents) {
    fruitless = gaveEvents ? 0 : Math.min(fruitless + 1, 30);
    double doubled = FIRST_MILLIS * Math.pow(2, fruitless);
    double spread = Math.min(doubled, LONGEST_MILLIS) * (0.5 + random.nextDouble() / 2);
    return Duration.ofMillis((long) spread);
  }
}
