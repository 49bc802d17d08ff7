package nomadops.drainer.webhook;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/// Times as clouds write them.
final class Moments {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,14}");

  /// Seconds since the epoch stay below this until the year 5138; milliseconds passed it in 1973.
  private static final long LEAST_MILLIS = 100_000_000_000L;

  private static final Instant LAST = Instant.parse("2300-01-01T00:00:00Z");

  private Moments() {}

  /// RFC 3339 (`2026-11-23T10:00:00+01:00`), RFC 1123 (`Mon, 19 Sep 2016 18:29:47 GMT`, whose day
  /// of the week is not looked at), seconds or milliseconds since the epoch.
  ///
  /// @throws DateTimeException when it is none of them, or not between 1970 and 2300
  static Instant read(String text) {
    if (DIGITS.matcher(text).matches()) {
      long number = Long.parseLong(text);
      return sane(
          number < LEAST_MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
    }
    if (text.contains(",")) {
      String date = text.substring(text.indexOf(',') + 1).strip();
      return sane(OffsetDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    }
    return sane(Instant.parse(text));
  }

  /// A budget can be counted from it.
  private static Instant sane(Instant time) {
    if (time.isBefore(Instant.EPOCH) || time.isAfter(LAST)) {
      throw new DateTimeException("not between 1970 and 2300: " + time);
    }
    return time;
  }
}
