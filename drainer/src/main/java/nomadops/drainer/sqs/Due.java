package nomadops.drainer.sqs;

import java.time.Duration;

/// What is to be asked of a queue for one message now.
sealed interface Due {
  /// With the receipt handle that was the latest when this was decided.
  Queue.Message message();

  /// Why it is to be done.
  String reason();

  /// Hidden for another while.
  record Renew(Queue.Message message, String reason) implements Due {}

  record Delete(Queue.Message message, String reason) implements Due {}

  /// Put out of the way.
  ///
  /// @param longest for how long it may be hidden
  record Park(Queue.Message message, Duration longest, String reason) implements Due {}

  /// Shown to others: at once when we stop, a little later when it concerns them and not us.
  record Release(Queue.Message message, Duration in, String reason) implements Due {}
}
