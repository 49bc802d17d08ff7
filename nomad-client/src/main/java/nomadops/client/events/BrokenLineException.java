package nomadops.client.events;

import java.io.IOException;

/// A whole line came that is not a line of the stream. Says nothing of what it holds.
final class BrokenLineException extends IOException {
  BrokenLineException(String message, Throwable cause) {
    super(message, cause);
  }

  BrokenLineException(String message) {
    super(message);
  }
}
