package nomadops.runtime.log;

/// How log lines look.
public enum LogFormat {
  /// For people.
  TEXT,
  /// One JSON object a line.
  JSON
}
