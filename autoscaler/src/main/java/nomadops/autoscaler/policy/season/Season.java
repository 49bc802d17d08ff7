package nomadops.autoscaler.policy.season;

import java.time.Duration;
import java.util.Locale;

/// After how long the same is expected again.
public enum Season {
  DAY(Duration.ofDays(1)),
  WEEK(Duration.ofDays(7));

  private final Duration length;

  Season(Duration length) {
    this.length = length;
  }

  public Duration length() {
    return length;
  }

  int slots() {
    return (int) length.dividedBy(Seasons.SLOT);
  }

  /// As the configuration has it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
