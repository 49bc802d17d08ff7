package nomadops.gc.archive;

import java.util.Locale;

/// What became of an archived job. It is [#PENDING] until the purge is known: a row alone does not
/// say that the job is gone.
public enum RowState {
  /// Committed before its purge; the job may be there still.
  PENDING,
  /// Deleted by this tool.
  PURGED,
  /// Found gone: deleted by another, or by a process that ended before it could say so.
  GONE;

  /// As it is stored and shown.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static RowState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
