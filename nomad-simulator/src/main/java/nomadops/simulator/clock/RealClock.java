package nomadops.simulator.clock;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The machine's clock; one daemon thread runs the tasks, parked until the next one is due.
final class RealClock implements SimClock {
  private static final Logger log = LoggerFactory.getLogger(RealClock.class);
  private final TimerQueue queue = new TimerQueue();
  private final Thread thread;
  private volatile boolean closed;

  RealClock() {
    thread = Thread.ofPlatform().daemon().name("simulator-clock").unstarted(this::loop);
    thread.start();
  }

  private void loop() {
    while (!closed) {
      TimerQueue.Entry due = queue.pollDue(System.nanoTime());
      if (due == null) {
        long next = queue.nextDue();
        if (next == Long.MAX_VALUE) {
          LockSupport.park(this);
        } else {
          LockSupport.parkNanos(this, next - System.nanoTime());
        }
        continue;
      }
      try {
        due.run();
      } catch (RuntimeException bug) {
        log.error("A timed task of the simulator failed", bug);
      }
    }
  }

  @Override
  public Instant instant() {
    return Instant.now();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Scheduled at(long dueNanos, Runnable task) {
    TimerQueue.Entry entry = queue.add(dueNanos, task);
    if (queue.nextDue() >= dueNanos && Thread.currentThread() != thread) {
      LockSupport.unpark(thread);
    }
    return entry;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
