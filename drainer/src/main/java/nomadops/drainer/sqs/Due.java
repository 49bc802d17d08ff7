package nomadops.drainer.sqs;

/// What is to be asked of a queue for one message now.
sealed interface Due {
  /// With the receipt handle that was the latest when this was decided.
  Queue.Message message();

  /// Why it is to be done.
  String reason();

  /// Hidden for another while.
  record Renew(Queue.Message message, String reason) implements Due {}

  record Delete(Queue.Message message, String reason) implements Due {}

  /// Shown to others at once: we stop.
  record Release(Queue.Message message, String reason) implements Due {}
}
