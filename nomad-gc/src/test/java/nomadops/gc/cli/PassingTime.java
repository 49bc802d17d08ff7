package nomadops.gc.cli;

import java.time.Duration;
import nomadops.simulator.clock.VirtualClock;

/// Lets a virtual clock run like the machine's, and skips ahead when a test has no wish to wait.
final class PassingTime implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(5);

  private final VirtualClock clock;
  private final Thread thread;

  PassingTime(VirtualClock clock) {
    this.clock = clock;
    this.thread = Thread.ofVirtual().start(this::run);
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(STEP);
        clock.advance(STEP);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  void skip(Duration time) {
    clock.advance(time);
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
