package nomadops.autoscaler.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import nomadops.autoscaler.Clockwork;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.clock.VirtualClock;

/// Time that goes five times as fast as ours, for the tool and the cluster alike. It is moved by a
/// thread, so that it stands still while the machine is busy with others.
final class QuickTime implements AutoCloseable {
  private static final int TIMES = 5;
  private static final Duration STEP = Duration.ofMillis(4);

  private final VirtualClock clock = SimClock.virtual();
  private final Thread driver = Thread.ofPlatform().daemon().name("quick-time").start(this::drive);
  private volatile boolean closed;

  private void drive() {
    while (!closed) {
      try {
        Thread.sleep(STEP);
      } catch (InterruptedException _) {
        return;
      }
      clock.advance(STEP.multipliedBy(TIMES));
    }
  }

  VirtualClock clock() {
    return clock;
  }

  Clockwork clockwork() {
    return new Clockwork(clock, clock::nanos, this::sleep);
  }

  private void sleep(Duration length) throws InterruptedException {
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
