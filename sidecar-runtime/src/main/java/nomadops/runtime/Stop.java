package nomadops.runtime;

import java.util.concurrent.CountDownLatch;

/// Tells activities that the process is stopping.
public final class Stop {
  private final CountDownLatch latch = new CountDownLatch(1);

  /// True once the process is stopping.
  public boolean requested() {
    return latch.getCount() == 0;
  }

  /// Waits until the process is stopping.
  public void await() throws InterruptedException {
    latch.await();
  }

  void request() {
    latch.countDown();
  }
}
