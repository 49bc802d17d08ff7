package nomadops.autoscaler.trace.file;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;
import nomadops.runtime.config.Durations;

/// Reads single fields. What cannot be read becomes a fault, and -1 or an empty text stands for it.
final class FieldReader {
  private static final double MOST_SECONDS = Integer.MAX_VALUE;

  private final Faults faults;

  FieldReader(Faults faults) {
    this.faults = faults;
  }

  String text(String field, String value) {
    if (value.isEmpty()) {
      faults.add(field, value, "a name");
    }
    return value;
  }

  long whole(String field, String value, long least, long most) {
    try {
      long n = Long.parseLong(value);
      if (n >= least && n <= most) {
        return n;
      }
    } catch (NumberFormatException e) {
      // Told below, as one that is out of bounds is.
    }
    faults.add(field, value, "a whole number from " + least + " to " + most);
    return -1;
  }

  /// In milliseconds.
  long seconds(String field, String value) {
    long millis = millis(value);
    if (millis < 0) {
      faults.add(field, value, "seconds, e.g. 12.5, or RFC 3339, e.g. 2026-11-22T12:00:00Z");
    }
    return millis;
  }

  /// In milliseconds.
  long duration(String field, String value) {
    long millis = millis(value);
    if (millis < 0) {
      Optional<Duration> parsed = Durations.parse(value);
      if (parsed.isPresent() && parsed.get().toSeconds() < MOST_SECONDS) {
        return parsed.get().toMillis();
      }
      faults.add(field, value, "seconds, e.g. 90, or a duration, e.g. 1m30s");
    }
    return millis;
  }

  /// In milliseconds since 1970.
  long stamp(String field, String value) {
    try {
      return Math.max(0, OffsetDateTime.parse(value).toInstant().toEpochMilli());
    } catch (DateTimeException | ArithmeticException e) {
      faults.add(field, value, "RFC 3339, e.g. 2026-11-22T12:00:00Z, or seconds");
      return -1;
    }
  }

  private static long millis(String value) {
    try {
      double seconds = Double.parseDouble(value);
      return seconds >= 0 && seconds < MOST_SECONDS ? Math.round(seconds * 1000) : -1;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
