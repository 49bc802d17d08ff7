package nomadops.drainer.sqs;

import java.time.Duration;

/// What became of a request for one message.
sealed interface CareAnswer {
  record Done() implements CareAnswer {}

  /// It is in another queue now, and to be deleted from this one.
  record Moved() implements CareAnswer {}

  /// The receipt handle was too old.
  record Stale(String reason) implements CareAnswer {}

  /// Not known whether it was applied.
  ///
  /// @param pause before a repeat
  record Failed(Duration pause, String reason) implements CareAnswer {}
}
