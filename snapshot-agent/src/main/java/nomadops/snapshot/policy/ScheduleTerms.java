package nomadops.snapshot.policy;

import java.time.Duration;

/// When snapshots are taken.
///
/// @param interval from one to the next, aligned to multiples of it since 1970 in UTC
/// @param offset how much later than the full interval this process takes its own; less than it
public record ScheduleTerms(Duration interval, Duration offset) {
  public ScheduleTerms {
    if (interval.toMillis() < 1 || offset.isNegative() || offset.compareTo(interval) >= 0) {
      throw new IllegalArgumentException("every " + interval + ", " + offset + " later");
    }
  }
}
