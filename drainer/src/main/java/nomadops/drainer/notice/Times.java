package nomadops.drainer.notice;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;

/// Times as AWS writes them. Faults are [DateTimeException]s.
final class Times {
  private static final Instant LAST = Instant.parse("2300-01-01T00:00:00Z");

  private Times() {}

  /// The same, if a budget can be counted from it.
  static Instant sane(Instant time) {
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
      throw new DateTimeException("not between 1970 and 2300: " + time);
    }
    return time;
  }

  /// A time of AWS Health, such as `Sat, 05 Jun 2016 15:10:09 GMT` (RFC 1123).
  ///
  /// The day of the week is not looked at: AWS's own example, this one, was a Sunday. ISO 8601 is
  /// taken too.
  static Instant ofHealth(String text) {
    if (!text.contains(",")) {
      return sane(Instant.parse(text));
    }
    String date = text.substring(text.indexOf(',') + 1).strip();
    return sane(OffsetDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
  }
}
