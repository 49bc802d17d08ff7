package nomadops.autoscaler.cli;

import java.time.Duration;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Durations;

/// Options of the command line that are numbers or times.
final class Numbers {
  private Numbers() {}

  static long whole(Invocation invocation, String option, long fallback, long least, long most) {
    return invocation
        .option(option)
        .map(text -> {
          try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
              return value;
            }
          } catch (NumberFormatException _) {
            // Said below, with what is right.
          }
          throw ConfigException.of(
              "option -" + option,
              option,
              "\"" + text + "\" is not a whole number from " + least + " to " + most,
              "write e.g. " + fallback);
        })
        .orElse(fallback);
  }

  static Duration time(Invocation invocation, String option, Duration fallback) {
    return invocation
        .option(option)
        .map(text ->
            Durations.parse(text)
                .orElseThrow(() ->
                    ConfigException.of(
                        "option -" + option,
                        option,
                        "\"" + text + "\" is no duration",
                        "write e.g. " + Durations.text(fallback))))
        .orElse(fallback);
  }
}
