package nomadops.gc.archive.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Durations;

/// Options of the command line that name a time or a number.
final class Moment {
  private Moment() {}

  /// How long ago, a day (UTC), or an instant.
  static Optional<Instant> option(Invocation invocation, String option, Instant now) {
    return invocation.option(option).map(text -> parse(option, text, now));
  }

  private static Instant parse(String option, String text, Instant now) {
    try {
      return Durations.parse(text)
          .map(now::minus)
          .orElseGet(() ->
              text.length() == 10
                  ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                  : Instant.parse(text));
    } catch (DateTimeException _) {
      throw ConfigException.of(
          "command line",
          option,
          "\"" + text + "\" is no time",
          "write 2d for two days ago, 2026-11-27 or 2026-11-27T12:00:00Z");
    }
  }

  static Optional<Long> number(Invocation invocation, String option, long least) {
    return invocation
        .option(option)
        .map(text -> {
          try {
            long number = Long.parseLong(text);
            if (number >= least) {
              return number;
            }
          } catch (NumberFormatException _) {
            // Said below.
          }
          throw ConfigException.of(
              "command line",
              option,
              "\"" + text + "\" is no whole number of " + least + " or more",
              "");
        });
  }
}
