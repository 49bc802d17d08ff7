package nomadops.drainer.sqs;

/// A message in our care. Times are a ticker's nanoseconds.
///
/// ```
///            renewed             done()            deleted
/// received --> OPEN <--redelivered  --> DONE (delete is due) --> settled
///               |  ^                      |  too many failures,
///   stale, 12 h v  | redelivered          |  or a stale handle: settled,
///             LAPSED (nothing is due)     v  and deleted when it comes again
/// ```
///
/// @param message its latest delivery, and so its only good receipt handle
/// @param done all that it asked for is finished
/// @param lapsed its handle is too old: nothing can be done before it is delivered again
/// @param busy a request for it is under way
/// @param receivedAt when its latest delivery came
/// @param dueAt when something is to be done for it
/// @param failures in a row, of what is to be done
record Held(
    Queue.Message message,
    boolean done,
    boolean lapsed,
    boolean busy,
    long receivedAt,
    long dueAt,
    int failures) {

  static Held open(Queue.Message message, long now, long dueAt) {
    return new Held(message, false, false, false, now, dueAt, 0);
  }

  /// Due for deletion now.
  Held finished(long now) {
    return finished(now, 0);
  }

  /// Due for deletion now, which failed before.
  Held finished(long now, int failed) {
    return new Held(message, true, lapsed, busy, receivedAt, now, failed);
  }

  /// Delivered anew; a request that is under way still holds the old handle.
  Held again(Queue.Message latest, long now, long due, int failed) {
    return new Held(latest, done, false, busy, now, due, failed);
  }

  Held taken() {
    return new Held(message, done, lapsed, true, receivedAt, dueAt, failures);
  }

  Held free() {
    return new Held(message, done, lapsed, false, receivedAt, dueAt, failures);
  }

  Held dueAt(long due, int failed) {
    return new Held(message, done, lapsed, false, receivedAt, due, failed);
  }

  Held stale() {
    return new Held(message, done, true, false, receivedAt, dueAt, 0);
  }
}
