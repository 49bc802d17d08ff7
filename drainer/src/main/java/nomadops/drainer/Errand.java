package nomadops.drainer;

import java.util.concurrent.atomic.AtomicInteger;
import nomadops.drainer.notice.Bulletin;

/// Whom to tell about a bulletin whose notices belong to several cases: once each, after the last
/// of them. For many threads.
final class Errand {
  private final Bulletin bulletin;
  private final AtomicInteger unsafe;
  private final AtomicInteger open;

  Errand(Bulletin bulletin) {
    this.bulletin = bulletin;
    this.unsafe = new AtomicInteger(bulletin.notices().size());
    this.open = new AtomicInteger(bulletin.notices().size());
  }

  /// One more of its notices is safe, for the first time.
  void safe() {
    if (unsafe.decrementAndGet() == 0) {
      bulletin.safe().run();
    }
  }

  /// One more of its notices is dealt with.
  void done() {
    if (open.decrementAndGet() == 0) {
      bulletin.done().run();
    }
  }
}
