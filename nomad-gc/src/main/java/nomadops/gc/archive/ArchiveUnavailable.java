package nomadops.gc.archive;

import java.io.Serial;

/// The archive cannot be read or written now: nothing may be deleted. The message says why and what
/// helps, without secrets.
public final class ArchiveUnavailable extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// Whose turn it is.
  public enum Kind {
    /// It is no archive, or not whole, or made by a newer release: a person must look.
    DAMAGED,
    /// A wrong path, user, password or database name.
    MISCONFIGURED,
    /// The database does not answer.
    UNREACHABLE,
    /// A full disk, a lock, anything that may pass.
    FAILED
  }

  private final Kind kind;

  public ArchiveUnavailable(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public ArchiveUnavailable(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
