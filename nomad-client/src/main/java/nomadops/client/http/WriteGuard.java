package nomadops.client.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ends a write that takes too long: sockets have a timeout for reads only. It costs a virtual
/// thread, so it is for large contents.
final class WriteGuard implements AutoCloseable {
  private final CountDownLatch written = new CountDownLatch(1);
  private volatile boolean ended;

  /// @param millis the longest time; 0 for any
  WriteGuard(int millis, Runnable close) {
    if (millis > 0) {
      Thread.ofVirtual().name("write-guard").start(() -> watch(millis, close));
    }
  }

  private void watch(int millis, Runnable close) {
    try {
      if (!written.await(millis, TimeUnit.MILLISECONDS)) {
        ended = true;
        close.run();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  IOException explained(IOException failure) {
    if (!ended) {
      return failure;
    }
    IOException timeout = new SocketTimeoutException("the request could not be written");
    timeout.initCause(failure);
    return timeout;
  }

  @Override
  public void close() {
    written.countDown();
  }
}
