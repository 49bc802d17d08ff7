package nomadops.gc.policy;

import java.util.Locale;

/// Why a verdict was given: a short sentence for people, a stable code for machines.
public record Reason(Code code, String text) {
  /// Stable: dashboards and scripts rely on [#word()].
  public enum Code {
    EXPIRED,
    EXPIRED_IF_IDLE,
    WITHIN_KEEP_TIME,
    AMONG_LAST_RUNS,
    RUNS_NOT_COUNTED,
    RULE_KEEPS_FOREVER,
    META_KEEPS_FOREVER,
    META_MALFORMED,
    SUBMITTED_IN_FUTURE,
    NOT_DEAD,
    TYPE_UNKNOWN,
    NOT_STOPPED,
    PARENT_NOT_STOPPED,
    CHILDREN_ALIVE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
