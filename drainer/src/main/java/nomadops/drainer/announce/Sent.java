package nomadops.drainer.announce;

import java.time.Duration;
import java.util.Optional;

/// How one attempt to tell somebody ended.
sealed interface Sent {
  record Delivered() implements Sent {}

  /// The other side will not take this one, however often it comes.
  record Refused(String reason) implements Sent {}

  /// It may work later; it may also have arrived.
  ///
  /// @param after what the other side asks to be left alone for
  record Later(String reason, Optional<Duration> after) implements Sent {}
}
