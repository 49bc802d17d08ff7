package nomadops.drainer.sqs;

/// What is known of a message after an answer.
sealed interface CareStep {
  /// It stays in our care.
  record Hold(Held held) implements CareStep {}

  /// It is done with; should it be delivered again, it is deleted again.
  ///
  /// @param failures that count at that next deletion
  record Settle(boolean deleted, int failures, String reason) implements CareStep {}

  /// It is hidden in its queue; when it comes again it is looked at afresh, or deleted if its work
  /// is finished.
  ///
  /// @param until when it comes again
  record Shelve(long until, boolean finished) implements CareStep {}

  /// It is out of our care, and nothing is known of it when it comes again.
  record Forget(String reason) implements CareStep {}
}
