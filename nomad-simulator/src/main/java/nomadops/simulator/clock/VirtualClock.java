package nomadops.simulator.clock;

import java.time.Duration;
import java.time.Instant;

/// A clock that a test moves by hand. Tasks that fall due run in the caller's thread, each at its
/// own instant.
public final class VirtualClock implements SimClock {
  private final Instant start;
  private final TimerQueue queue = new TimerQueue();
  private volatile long nanos;

  VirtualClock(Instant start) {
    this.start = start;
  }

  /// Moves time forward, running everything that falls due on the way (also what those tasks
  /// schedule).
  public synchronized void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("time moves forward only, not by " + by);
    }
    long target = nanos + by.toNanos();
    for (TimerQueue.Entry due = queue.pollDue(target); due != null; due = queue.pollDue(target)) {
      nanos = Math.max(nanos, due.dueNanos);
      due.run();
    }
    nanos = target;
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos);
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Scheduled at(long dueNanos, Runnable task) {
    return queue.add(dueNanos, task);
  }

  @Override
  public void close() {}
}
