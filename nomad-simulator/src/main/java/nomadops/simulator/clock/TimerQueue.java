package nomadops.simulator.clock;

import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Pending tasks by due time, first in first out within one instant. Guarded by itself.
final class TimerQueue {
  private final TreeSet<Entry> entries = new TreeSet<>();
  private long sequence;

  synchronized Entry add(long dueNanos, Runnable task) {
    Entry entry = new Entry(this, dueNanos, sequence++, task);
    entries.add(entry);
    return entry;
  }

  synchronized long nextDue() {
    return entries.isEmpty() ? Long.MAX_VALUE : entries.first().dueNanos;
  }

  synchronized @Nullable Entry pollDue(long nowNanos) {
    return entries.isEmpty() || entries.first().dueNanos > nowNanos ? null : entries.pollFirst();
  }

  private synchronized void remove(Entry entry) {
    entries.remove(entry);
  }

  static final class Entry implements Comparable<Entry>, SimClock.Scheduled {
    private final TimerQueue queue;
    final long dueNanos;
    private final long sequence;
    private final Runnable task;
    private volatile boolean cancelled;

    private Entry(TimerQueue queue, long dueNanos, long sequence, Runnable task) {
      this.queue = queue;
      this.dueNanos = dueNanos;
      this.sequence = sequence;
      this.task = task;
    }

    void run() {
      if (!cancelled) {
        task.run();
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      queue.remove(this);
    }

    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(dueNanos, other.dueNanos);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(sequence);
    }
  }
}
