package nomadops.health.check;

import java.util.Locale;

/// What can be said of a client: that it is well, that it is sick, or that nobody can tell. Doubt
/// is no sickness: nothing is ever done to a client for it.
public enum Health {
  OK,
  FAIL,
  UNKNOWN;

  /// As metrics, reports and people spell it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
