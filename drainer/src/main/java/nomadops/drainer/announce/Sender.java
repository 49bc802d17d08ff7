package nomadops.drainer.announce;

/// One way to tell somebody. Called by one thread.
interface Sender {

  /// Tries once, bounded in time.
  ///
  /// @throws InterruptedException when the process ends; what was begun is ended first
  Sent send(Announcement announcement) throws InterruptedException;
}
