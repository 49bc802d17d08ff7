package nomadops.simulator.contract;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Polls with a bound.
final class Await {
  private static final Duration BOUND = Duration.ofSeconds(45);
  private static final Duration BETWEEN = Duration.ofMillis(20);

  private Await() {}

  static <T> T until(String what, Supplier<T> ask, Predicate<T> good) {
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (true) {
      T last = ask.get();
      if (good.test(last)) {
        return last;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("not " + what + " within " + BOUND + ", the last was " + last);
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
