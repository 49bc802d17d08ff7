package nomadops.drainer.announce;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import nomadops.drainer.announce.Announcement.Event;

/// What waits for one way, in the order in which it was put in. When it is full, the oldest of the
/// least important event makes room. For many threads; putting in never waits for a taker.
final class Mailbox {
  private record Waiting(long number, Announcement announcement) {}

  private final int most;
  private final Map<Event, ArrayDeque<Waiting>> waiting = new EnumMap<>(Event.class);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private long numbers;
  private long dropped;
  private int size;
  private boolean closed;

  Mailbox(int most) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "announce-queue: " + most + " is no room; write e.g. 1000");
    }
    this.most = most;
    for (Event event : Event.values()) {
      waiting.put(event, new ArrayDeque<>());
    }
  }

  void put(Announcement announcement) {
    lock.lock();
    try {
      if (closed) {
        dropped++;
        return;
      }
      of(announcement.event()).addLast(new Waiting(numbers++, announcement));
      size++;
      if (size > most) {
        makeRoom();
      }
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  private void makeRoom() {
    for (Event event : Event.values()) {
      if (!of(event).isEmpty()) {
        Waiting _ = of(event).removeFirst();
        size--;
        dropped++;
        return;
      }
    }
  }

  /// The oldest; waits for one. Empty when the mailbox is closed and nothing is left.
  Optional<Announcement> take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (size == 0 && !closed) {
        news.await();
      }
      return waiting.values().stream()
          .filter(queue -> !queue.isEmpty())
          .min(Comparator.comparingLong(queue -> queue.getFirst().number()))
          .map(queue -> {
            size--;
            return queue.removeFirst().announcement();
          });
    } finally {
      lock.unlock();
    }
  }

  private ArrayDeque<Waiting> of(Event event) {
    return waiting.computeIfAbsent(event, _ -> new ArrayDeque<>());
  }

  /// Takes nothing more; what is in can still be taken.
  void close() {
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }
}
