package nomadops.runtime.config;

import java.io.Serial;

/// Thrown while a scalar's text is read; [ScalarParser] adds value and position.
final class Unfit extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String hint;

  Unfit(String message, String hint) {
    super(message, null, false, false);
    this.hint = hint;
  }

  String hint() {
    return hint;
  }
}
