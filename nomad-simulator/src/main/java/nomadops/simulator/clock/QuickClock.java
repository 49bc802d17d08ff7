package nomadops.simulator.clock;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// A virtual clock that goes so many times as fast as ours. It is moved by a thread, so that it
/// stands still while the machine is busy with others.
public final class QuickClock implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(4);

  private final VirtualClock clock = SimClock.virtual();
  private final int times;
  private final Thread driver;
  private volatile boolean closed;

  /// Starts it.
  public QuickClock(int times) {
    this.times = times;
    this.driver = Thread.ofPlatform().daemon().name("quick-clock").start(this::drive);
  }

  private void drive() {
    while (!closed) {
      try {
        Thread.sleep(STEP);
      } catch (InterruptedException _) {
        return;
      }
      clock.advance(STEP.multipliedBy(times));
    }
  }

  public VirtualClock clock() {
    return clock;
  }

  /// Sleeps for so long by this clock.
  public void sleep(Duration length) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    SimClock.Scheduled wake = clock.after(length, over::countDown);
    try {
      over.await();
    } finally {
      wake.cancel();
    }
  }

  @Override
  public void close() {
    closed = true;
    driver.interrupt();
  }
}
