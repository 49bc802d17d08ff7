package nomadops.gc.policy;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as people write them in job meta: `90s`, `4h`, `1h30m`, `7d`.
public final class DurationText {
  private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,9}(?:d|h|m|s|ms))+");
  private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|d|h|m|s)");

  private DurationText() {}

  /// Empty if the text is anything else; there is no guess at a missing unit.
  public static Optional<Duration> parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long count = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2)) {
                case "d" -> Duration.ofDays(count);
                case "h" -> Duration.ofHours(count);
                case "m" -> Duration.ofMinutes(count);
                case "s" -> Duration.ofSeconds(count);
                default -> Duration.ofMillis(count);
              });
    }
    return Optional.of(sum);
  }

  /// The two greatest units: `7d`, `4h30m`, `12s`, `250ms`.
  public static String format(Duration time) {
    if (time.isNegative()) {
      return "-" + format(time.negated());
    }
    if (time.toDays() > 0) {
      return two(time.toDays(), "d", time.toHoursPart(), "h");
    }
    if (time.toHours() > 0) {
      return two(time.toHours(), "h", time.toMinutesPart(), "m");
    }
    if (time.toMinutes() > 0) {
      return two(time.toMinutes(), "m", time.toSecondsPart(), "s");
    }
    return time.toSeconds() > 0 || time.isZero() ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }

  private static String two(long major, String unit, long minor, String minorUnit) {
    return major + unit + (minor > 0 ? minor + minorUnit : "");
  }
}
