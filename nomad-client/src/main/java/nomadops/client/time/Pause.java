package nomadops.client.time;

import java.time.Duration;

/// Waiting, as an input. An interrupt ends it.
@FunctionalInterface
public interface Pause {

  /// Returns after `duration`; at once when it is zero or negative.
  ///
  /// @throws InterruptedException when the thread is interrupted before or while it waits
  void sleep(Duration duration) throws InterruptedException;

  /// Really sleeps.
  static Pause system() {
    return Thread::sleep;
  }
}
