package nomadops.drainer.sqs;

import java.io.Serial;

/// A queue did not do what it was asked. The message is written for people: the queue, what was
/// asked, what came back.
public final class QueueFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final Kind kind;

  /// What kind of fault decides what follows.
  public enum Kind {
    /// Throttled, unreachable, 5xx: worth another try.
    PASSING,
    /// There is no such queue, or not in this region.
    NO_QUEUE,
    /// Wrong or expired credentials, or they do not allow it.
    FORBIDDEN,
    /// The receipt handle is too old: the message was, or will be, delivered again.
    STALE_HANDLE,
    /// Anything else that a repeat does not mend.
    REFUSED
  }

  public QueueFault(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
