package nomadops.simulator.json;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as Go reads and writes them: `1h30m`, `15s`, `250ms`.
public final class GoDuration {
  private static final Pattern PART =
      Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|ms|s|m|h)");

  private GoDuration() {}

  /// Nanoseconds.
  ///
  /// @throws IllegalArgumentException when it is not a Go duration
  public static long parse(String text) {
    String rest = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return 0;
    }
    Matcher matcher = PART.matcher(rest);
    long total = 0;
    int at = 0;
    while (at < rest.length() && matcher.find(at) && matcher.start() == at) {
      total +=
          new BigDecimal(matcher.group(1))
              .multiply(BigDecimal.valueOf(unit(matcher.group(2))))
              .longValue();
      at = matcher.end();
    }
    if (rest.isEmpty() || at < rest.length()) {
      throw new IllegalArgumentException("time: invalid duration \"" + text + "\"");
    }
    return text.startsWith("-") ? -total : total;
  }

  public static String format(long nanos) {
    if (nanos == 0) {
      return "0s";
    }
    if (nanos < 1_000_000_000L) {
      return nanos % 1_000_000 == 0 ? nanos / 1_000_000 + "ms" : decimal(nanos, 1_000_000) + "ms";
    }
    long hours = nanos / unit("h");
    long minutes = nanos % unit("h") / unit("m");
    String seconds = decimal(nanos % unit("m"), unit("s")) + "s";
    if (hours > 0) {
      return hours + "h" + minutes + "m" + seconds;
    }
    return minutes > 0 ? minutes + "m" + seconds : seconds;
  }

  private static String decimal(long nanos, long unit) {
    return BigDecimal.valueOf(nanos)
        .divide(BigDecimal.valueOf(unit))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static long unit(String name) {
    return switch (name) {
      case "ns" -> 1L;
      case "us", "µs" -> 1_000L;
      case "ms" -> 1_000_000L;
      case "s" -> 1_000_000_000L;
      case "m" -> 60_000_000_000L;
      default -> 3_600_000_000_000L;
    };
  }
}
