package nomadops.autoscaler.view;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Wakes those who wait for a change. It counts, so that no change is missed between a look and a
/// wait.
final class Bell {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private long version;

  void ring() {
    lock.lock();
    try {
      version++;
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long version() {
    lock.lock();
    try {
      return version;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for a version after `seen`, for so long.
  ///
  /// @return the version now
  long await(long seen, Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      while (version <= seen && left > 0) {
        left = rung.awaitNanos(left);
      }
      return version;
    } finally {
      lock.unlock();
    }
  }
}
