package nomadops.gc.bankrupt.plan;

/// How a bankruptcy ends.
public enum Ending {
  /// All of it was done.
  DONE,
  /// Not all of it was done; the broker runs.
  BROKEN_OFF,
  /// Nothing was changed.
  NOTHING_DONE,
  /// Another operator goes on with it, and will resume.
  HANDED_OVER,
  /// The broker could not be resumed.
  STILL_PAUSED
}
