package nomadops.snapshot.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Locale;

/// A length of time of which the newest snapshot is kept. Hours, days and weeks are those of UTC;
/// weeks begin on Monday (ISO 8601).
public enum KeepClass {
  HOURLY,
  DAILY,
  WEEKLY;

  /// As people and metrics see it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// A text that is the same for all moments of one hour, day or week.
  String bucket(Instant at) {
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return switch (this) {
      case HOURLY -> day + "T" + (at.getEpochSecond() / 3600);
      case DAILY -> day.toString();
      case WEEKLY ->
          day.get(IsoFields.WEEK_BASED_YEAR) + "-W" + day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
    };
  }
}
