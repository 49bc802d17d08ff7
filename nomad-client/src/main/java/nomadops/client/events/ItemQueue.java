package nomadops.client.events;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Hands items from the reader to the consumer. Never blocks the reader: when it is full, items are
/// thrown away and counted, and a [StreamGap] takes their place as soon as there is room.
final class ItemQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final ArrayDeque<StreamItem> items = new ArrayDeque<>();
  private final int capacity;
  private long lastQueued;
  private long lost;
  private boolean closed;

  ItemQueue(int capacity) {
    this.capacity = capacity;
  }

  void put(StreamItem item) {
    lock.lock();
    try {
      boolean room = items.size() + (lost > 0 ? 1 : 0) < capacity;
      if (!room) {
        lost += item instanceof StreamItem.Heartbeat ? 0 : 1;
        return;
      }
      if (lost > 0) {
        long next = item instanceof NomadEvent event ? event.index() : 0;
        items.add(new StreamGap(StreamGap.Cause.SLOW_CONSUMER, lastQueued, next, lost));
        lost = 0;
      }
      add(item);
    } finally {
      lock.unlock();
    }
  }

  private void add(StreamItem item) {
    if (item instanceof NomadEvent event) {
      lastQueued = event.index();
    }
    boolean repeated =
        item instanceof StreamItem.Heartbeat && items.peekLast() instanceof StreamItem.Heartbeat;
    if (!repeated) {
      items.add(item);
    }
    notEmpty.signal();
  }

  StreamItem take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (nothing()) {
        requireOpen();
        notEmpty.await();
      }
      return remove();
    } finally {
      lock.unlock();
    }
  }

  Optional<StreamItem> poll(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      while (nothing()) {
        requireOpen();
        if (left <= 0) {
          return Optional.empty();
        }
        left = notEmpty.awaitNanos(left);
      }
      return Optional.of(remove());
    } finally {
      lock.unlock();
    }
  }

  private boolean nothing() {
    return items.isEmpty() && lost == 0;
  }

  /// A loss at the very end shows as soon as everything before it is taken, and not only with the
  /// next item.
  private StreamItem remove() {
    requireOpen();
    StreamItem item = items.poll();
    if (item != null) {
      return item;
    }
    StreamGap gap = new StreamGap(StreamGap.Cause.SLOW_CONSUMER, lastQueued, 0, lost);
    lost = 0;
    return gap;
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      items.clear();
      lost = 0;
      notEmpty.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the event stream is closed");
    }
  }
}
