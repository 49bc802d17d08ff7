package nomadops.health.report.secret;

import java.io.Serial;

/// No secret is to be had. The message names the file and what to do, and never a secret.
public final class BadSecret extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  BadSecret(String message) {
    super(message);
  }

  BadSecret(String message, Throwable cause) {
    super(message, cause);
  }
}
