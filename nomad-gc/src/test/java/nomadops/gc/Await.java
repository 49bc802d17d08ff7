package nomadops.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;

/// Polls, with a bound.
public final class Await {
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private Await() {}

  /// Returns as soon as the condition holds.
  ///
  /// @param what what is waited for, for the message
  public static void until(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waiting until %s", what).isLessThan(end);
      Thread.sleep(10);
    }
  }
}
