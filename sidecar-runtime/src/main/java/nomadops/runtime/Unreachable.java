package nomadops.runtime;

import java.io.Serial;

/// What was to be asked did not answer at all; ends the process with [ExitCode#UNREACHABLE]. The
/// message says what was asked, and what may be done about it.
public final class Unreachable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public Unreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
