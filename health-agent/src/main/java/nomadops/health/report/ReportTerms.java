package nomadops.health.report;

import java.time.Duration;
import nomadops.runtime.config.HostPort;

/// How reports are taken.
///
/// @param address port 0 is any that is free
/// @param window how far a report's time may be from our clock, either way
/// @param concurrent requests at once; more are sent away
/// @param bodyTime how long a body may take to arrive
public record ReportTerms(HostPort address, Duration window, int concurrent, Duration bodyTime) {
  public ReportTerms {
    within("window", window, Duration.ofSeconds(1), Duration.ofHours(1), "2m");
    within("body time", bodyTime, Duration.ofMillis(1), Duration.ofMinutes(1), "5s");
    if (concurrent < 1 || concurrent > 1_000) {
      throw new IllegalArgumentException(
          "report concurrent is " + concurrent + ", it should be from 1 to 1000, e.g. 128");
    }
  }

  /// Two minutes either way, 128 requests, five seconds for a body.
  public static ReportTerms usual(HostPort address) {
    return new ReportTerms(address, Duration.ofMinutes(2), 128, Duration.ofSeconds(5));
  }

  private static void within(
      String field, Duration value, Duration least, Duration most, String example) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          "report %s is %s, it should be from %s to %s, e.g. %s"
              .formatted(field, value, least, most, example));
    }
  }
}
