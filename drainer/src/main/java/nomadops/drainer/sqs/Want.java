package nomadops.drainer.sqs;

import java.time.Duration;

/// What a message in our care is waiting for.
sealed interface Want {
  /// Its work to be done; until then it is hidden from others.
  record Keep() implements Want {}

  /// Its deletion: all that it asked for is finished.
  record Delete() implements Want {}

  /// To be put out of the way, for we can do nothing with it.
  ///
  /// @param finished all that it asked for is finished, and only its deletion failed
  record Park(String reason, boolean finished) implements Want {}

  /// To be shown to others, whom it concerns.
  ///
  /// @param in after so long
  record HandBack(Duration in, String reason) implements Want {}
}
