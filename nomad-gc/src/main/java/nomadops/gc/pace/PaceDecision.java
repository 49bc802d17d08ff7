package nomadops.gc.pace;

import java.util.Locale;

/// May the next delete be sent?
public sealed interface PaceDecision {
  String reason();

  /// Start exactly one now.
  record Go(String reason) implements PaceDecision {}

  /// Not yet: ask again when an evaluation ends, or after `nanos`.
  record Wait(long nanos, String reason) implements PaceDecision {}

  /// Stop for a cause outside of the pace; ask again after `nanos`.
  record Hold(Cause cause, long nanos, String reason) implements PaceDecision {}

  /// Stable names for metrics.
  enum Cause {
    NO_LEADERSHIP,
    AUDIT,
    ARCHIVE,
    FORBIDDEN,
    NO_LEADER,
    BROKER_PAUSED,
    FOREIGN_BACKLOG,
    THROTTLED,
    FAULTS;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
