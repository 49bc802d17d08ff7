package nomadops.drainer.sqs;

import java.time.Duration;

/// What is to be asked of a queue for one message now.
sealed interface Due {
  /// With the receipt handle that was the latest when this was decided.
  Queue.Message message();

  /// Why it is to be done.
  String reason();

  record Delete(Queue.Message message, String reason) implements Due {}

  /// To SQS all of these are one action: a change of the time for which a message is hidden.
  sealed interface Hiding extends Due {}

  /// Hidden for another while.
  record Renew(Queue.Message message, String reason) implements Hiding {}

  /// Put out of the way.
  ///
  /// @param longest for how long it may be hidden
  record Park(Queue.Message message, Duration longest, String reason) implements Hiding {}

  /// Shown to others: at once when we stop, a little later when it concerns them and not us.
  record Release(Queue.Message message, Duration in, String reason) implements Hiding {}
}
