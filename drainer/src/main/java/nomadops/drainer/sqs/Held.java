package nomadops.drainer.sqs;

import java.time.Duration;

/// A message in our care. Times are a ticker's nanoseconds.
///
/// ```
///            renewed             done()               deleted
/// received --> KEEP <--redelivered  --> DELETE (is due) --> settled
///     |         |  ^                      |   ten failures
///     |  stale, v  | redelivered          +---------------> PARK --> parked, and comes again:
///     | 12 h  LAPSED (nothing is due)                                deleted then
///     +-- unreadable, often enough -----------------------> PARK --> parked, and comes again:
///     |                                                              looked at afresh
///     +-- of another cluster --> HAND BACK --> forgotten
/// ```
///
/// A stale handle ends all but KEEP: the message comes again, and is then dealt with in the same
/// way.
///
/// @param message its latest delivery, and so its only good receipt handle
/// @param lapsed its handle is too old: nothing can be done before it is delivered again
/// @param busy a request for it is under way
/// @param receivedAt when its latest delivery came
/// @param dueAt when something is to be done for it
/// @param failures in a row, of what is to be done
record Held(
    Queue.Message message,
    Want want,
    boolean lapsed,
    boolean busy,
    long receivedAt,
    long dueAt,
    int failures) {

  static Held open(Queue.Message message, long now, long dueAt) {
    return new Held(message, new Want.Keep(), false, false, now, dueAt, 0);
  }

  boolean open() {
    return want instanceof Want.Keep;
  }

  /// Due for deletion now.
  Held finished(long now) {
    return finished(now, 0);
  }

  /// Due for deletion now, which failed before.
  Held finished(long now, int failed) {
    return wanting(new Want.Delete(), now, failed);
  }

  /// To be put out of the way now.
  Held unfit(String reason, boolean finished, long now) {
    return wanting(new Want.Park(reason, finished), now, 0);
  }

  /// To be shown to others.
  Held foreign(Duration in, String reason, long now) {
    return wanting(new Want.HandBack(in, reason), now, 0);
  }

  private Held wanting(Want next, long now, int failed) {
    return new Held(message, next, lapsed, busy, receivedAt, now, failed);
  }

  /// Delivered anew; a request that is under way still holds the old handle.
  Held again(Queue.Message latest, long now, long due, int failed) {
    return new Held(latest, want, false, busy, now, due, failed);
  }

  Held taken() {
    return new Held(message, want, lapsed, true, receivedAt, dueAt, failures);
  }

  Held free() {
    return new Held(message, want, lapsed, false, receivedAt, dueAt, failures);
  }

  Held dueAt(long due, int failed) {
    return new Held(message, want, lapsed, false, receivedAt, due, failed);
  }

  Held stale() {
    return new Held(message, want, true, false, receivedAt, dueAt, 0);
  }
}
