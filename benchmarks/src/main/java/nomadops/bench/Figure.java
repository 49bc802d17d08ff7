package nomadops.bench;

import java.util.Locale;
import java.util.OptionalDouble;

/// One measured figure and, where there is one, the bar that it must meet.
///
/// @param bench the benchmark's name: `gc`, `drainer`, `autoscaler`, `exporter`, `health` or
///   `micro`
/// @param metric what was measured, e.g. `foreground_p99_ratio_courteous`
/// @param value NaN when nothing could be measured, which never meets a bar
/// @param unit `ratio`, `ms`, `ns`, `s`, `1/s`, `MB`, `node-hours`, `count`
/// @param bar the limit; empty for a figure that is only shown
/// @param sense whether the bar is the most or the least that is allowed
public record Figure(
    String bench, String metric, double value, String unit, OptionalDouble bar, Sense sense) {

  public enum Sense {
    AT_MOST,
    AT_LEAST
  }

  public boolean ok() {
    if (bar.isEmpty()) {
      return true;
    }
    return sense == Sense.AT_MOST ? value <= bar.getAsDouble() : value >= bar.getAsDouble();
  }

  /// One JSON line; a figure without a bar has neither `bar` nor `ok`.
  public String json() {
    String measured =
        "{\"bench\":\"%s\",\"metric\":\"%s\",\"value\":%s,\"unit\":\"%s\""
            .formatted(bench, metric, number(value), unit);
    return bar.isEmpty()
        ? measured + "}"
        : measured + ",\"bar\":%s,\"ok\":%s}".formatted(number(bar.getAsDouble()), ok());
  }

  private static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "null";
    }
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
