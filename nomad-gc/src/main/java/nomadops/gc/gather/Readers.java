package nomadops.gc.gather;

/// How many threads read ahead. Pure.
final class Readers {
  /// Reading is waiting for answers: how many are needed depends on how long those take.
  static final int MOST = 8;

  private static final int ENOUGH = 4;

  private Readers() {}

  /// All while the purger runs short, and one less for each eighth that the queue before it fills.
  /// While evaluations of others are under way none, as long as that queue is a quarter full: there
  /// is time to read between them.
  static int wanted(int waiting, int room, boolean othersWork) {
    if (othersWork && waiting * ENOUGH > room) {
      return 0;
    }
    return Math.max(1, MOST - waiting * MOST / room);
  }
}
