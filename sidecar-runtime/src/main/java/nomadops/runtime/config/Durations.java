package nomadops.runtime.config;

import java.time.Duration;
import java.util.Optional;

/// Durations as users write and read them.
public final class Durations {
  private static final DurationParser PARSER =
      new DurationParser(Duration.ZERO, Duration.ofDays(36_500));

  private Durations() {}

  /// What [Parsers#duration()] reads, for texts that are no settings, e.g. a job's meta; empty when
  /// it is none.
  public static Optional<Duration> parse(String text) {
    try {
      return Optional.of(PARSER.parse(new Node.Scalar(text, true, Position.of("text"))));
    } catch (BadValue e) {
      return Optional.empty();
    }
  }

  /// Exact and shortest, e.g. `1d12h`, `4h`, `1m30s`, `500ms`, `0s`; [Parsers#duration()] reads it
  /// back.
  public static String text(Duration value) {
    if (value.isZero()) {
      return "0s";
    }
    if (value.isNegative()) {
      return "-" + text(value.negated());
    }
    StringBuilder out = new StringBuilder();
    append(out, value.toDaysPart(), "d");
    append(out, value.toHoursPart(), "h");
    append(out, value.toMinutesPart(), "m");
    append(out, value.toSecondsPart(), "s");
    int nanos = value.toNanosPart();
    append(out, nanos / 1_000_000, "ms");
    append(out, nanos / 1_000 % 1_000, "us");
    append(out, nanos % 1_000, "ns");
    return out.toString();
  }

  /// The two leading parts, for people: `2d4h`, `3m12s`, `0.4s`.
  public static String rough(Duration value) {
    if (value.compareTo(Duration.ofDays(1)) >= 0) {
      return value.toDays() + "d" + value.toHoursPart() + "h";
    }
    if (value.compareTo(Duration.ofHours(1)) >= 0) {
      return value.toHours() + "h" + value.toMinutesPart() + "m";
    }
    if (value.compareTo(Duration.ofMinutes(1)) >= 0) {
      return value.toMinutes() + "m" + value.toSecondsPart() + "s";
    }
    return value.compareTo(Duration.ofSeconds(10)) >= 0
        ? value.toSeconds() + "s"
        : Math.floorDiv(value.toMillis(), 100L) / 10.0 + "s";
  }

  private static void append(StringBuilder out, long amount, String unit) {
    if (amount != 0) {
      out.append(amount).append(unit);
    }
  }
}
