package nomadops.bench;

import java.util.OptionalDouble;
import nomadops.bench.Figure.Sense;

/// Makes the figures of one benchmark.
public enum Figures {
  GC("gc"),
  DRAINER("drainer"),
  AUTOSCALER("autoscaler"),
  EXPORTER("exporter"),
  HEALTH("health");

  private final String bench;

  Figures(String bench) {
    this.bench = bench;
  }

  /// A figure without a bar.
  public Figure shown(String metric, double value, String unit) {
    return new Figure(bench, metric, value, unit, OptionalDouble.empty(), Sense.AT_MOST);
  }

  public Figure atMost(String metric, double value, String unit, double bar) {
    return new Figure(bench, metric, value, unit, OptionalDouble.of(bar), Sense.AT_MOST);
  }

  public Figure atLeast(String metric, double value, String unit, double bar) {
    return new Figure(bench, metric, value, unit, OptionalDouble.of(bar), Sense.AT_LEAST);
  }
}
