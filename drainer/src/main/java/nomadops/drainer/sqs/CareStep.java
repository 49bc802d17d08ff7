package nomadops.drainer.sqs;

/// What is known of a message after an answer.
sealed interface CareStep {
  /// It stays in our care.
  record Hold(Held held) implements CareStep {}

  /// It is done with; should it be delivered again, it is deleted again.
  ///
  /// @param failures that count at that next deletion
  record Settle(boolean deleted, int failures, String reason) implements CareStep {}
}
