package nomadops.drainer.sqs;

import java.time.Duration;

/// Where messages go that we can do nothing with: nobody could read them, as often as they came, or
/// they cannot be deleted. For many threads.
@FunctionalInterface
public interface Parked {

  /// Puts a message out of the way. May be asked again for the same message, when the answer was
  /// lost or its queue brought it again.
  ///
  /// @param queue where it is, with its latest receipt handle
  /// @param reason which field of it is wrong, and what it should be; or why it is still there
  /// @param longest for how long its queue can hide it
  /// @throws QueueFault when it stays where it is
  Place park(Queue queue, Queue.Message message, String reason, Duration longest)
      throws InterruptedException;

  /// Where a message is now.
  enum Place {
    /// In its own queue, hidden.
    HIDDEN,
    /// In another queue, so that it is to be deleted from its own.
    ELSEWHERE
  }

  /// Leaves it in its queue, hidden for as long as SQS allows. It comes again after that, until the
  /// queue's retention ends it or its redrive policy moves it to a dead-letter queue.
  static Parked inPlace() {
    return (queue, message, _, longest) -> {
      queue.keep(message, longest);
      return Place.HIDDEN;
    };
  }

  /// Sends it to another queue. Where that does not take it, it is left in place.
  static Parked in(Outbox other) {
    return new ParkedElsewhere(other);
  }
}
