package nomadops.runtime.audit;

import java.io.Serial;

/// The audit log cannot be written: no effect may happen until it can. The message names the file
/// and the cause.
public final class AuditUnavailable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  AuditUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
