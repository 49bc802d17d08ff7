package nomadops.runtime;

import java.io.Serial;

/// A guard refused to go on; ends the process with [ExitCode#REFUSED]. The message says which and
/// what would satisfy it.
public final class Refused extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public Refused(String message) {
    super(message);
  }
}
