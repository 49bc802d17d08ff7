package nomadops.runtime;

import java.io.Serial;

/// A failure that needs no stack trace: the message is written for the user. Ends the process with
/// [ExitCode#FAILED].
public final class Failure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public Failure(String message) {
    super(message);
  }

  public Failure(String message, Throwable cause) {
    super(message, cause);
  }
}
