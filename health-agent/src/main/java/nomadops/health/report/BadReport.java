package nomadops.health.report;

import java.io.Serial;

/// A body that is no report. The message names the field, its value and what is right.
final class BadReport extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final Refusal why;

  BadReport(Refusal why, String message) {
    super(message);
    this.why = why;
  }

  Refusal why() {
    return why;
  }

  /// The message, which is always there.
  String words() {
    return String.valueOf(getMessage());
  }
}
