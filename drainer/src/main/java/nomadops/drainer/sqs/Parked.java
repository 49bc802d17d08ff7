package nomadops.drainer.sqs;

/// Where messages go that we can do nothing with: nobody could read them, as often as they came, or
/// they cannot be deleted.
public sealed interface Parked permits Parked.InPlace, ParkedElsewhere {
  /// They are left in their queue, hidden for as long as SQS allows. Each comes again after that,
  /// until the queue's retention ends it or its redrive policy moves it to a dead-letter queue.
  record InPlace() implements Parked {}

  /// In their own queue.
  static Parked inPlace() {
    return new InPlace();
  }

  /// They are sent to another queue. What that does not take is left in place.
  static Parked in(Outbox other) {
    return new ParkedElsewhere(other);
  }
}
