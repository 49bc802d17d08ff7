package nomadops.autoscaler.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/// Waits against node-hours: a mark for each strategy, filled on the frontier, which is a line; and
/// the node-hours that nobody can go below.
final class ScatterChart {
  private static final long[] TICKS = {
    1, 10, 100, 1_000, 10_000, 60_000, 600_000, 3_600_000, 36_000_000
  };

  private final Comparison comparison;
  private final Frame frame;
  private final double least;
  private final List<double[]> named = new ArrayList<>();

  ScatterChart(Comparison comparison) {
    this.comparison = comparison;
    double hours = comparison.leastNodeHours();
    long wait = 10_000;
    for (Comparison.Row row : comparison.rows()) {
      hours = Math.max(hours, row.outcome().nodeHours());
      wait = Math.max(wait, p95(row));
    }
    least = Math.max(1e-3, comparison.leastNodeHours() * 0.8);
    long top = wait;
    long above = LongStream.of(TICKS).filter(tick -> tick >= top).findFirst().orElse(top);
    frame =
        new Frame(760, 380, Math.log10(Math.max(hours, least) * 1.4 / least), above * 1.5, true);
  }

  String svg() {
    StringBuilder out = new StringBuilder(frame.begin("Wait p95 against node-hours"));
    for (long tick : TICKS) {
      if (tick <= frame.mostY()) {
        frame.lineY(out, (double) tick, tick == 1 ? "none" : Text.span(tick));
      }
    }
    hoursAxis(out);
    bound(out);
    List<Comparison.Row> best =
        comparison.rows().stream()
            .filter(Comparison.Row::worthIt)
            .sorted(Comparator.comparingDouble(r -> r.outcome().nodeHours()))
            .toList();
    out.append("<polyline class=\"frontier\" points=\"");
    best.forEach(row -> out.append(Text.of("%.1f,%.1f ", x(row), y(row))));
    out.append("\"/>\n");
    // From above, so that a name which must give way goes down past those that are there.
    comparison.rows().stream()
        .sorted(Comparator.comparingDouble(this::y))
        .forEach(row -> mark(out, row));
    return out.append("</svg>\n").toString();
  }

  // Logarithmic, as what strategies cost may differ tenfold.
  private void hoursAxis(StringBuilder out) {
    for (double power = Math.pow(10, Math.floor(Math.log10(least)));
        at(power) < frame.mostX();
        power *= 10) {
      for (int lead : new int[] {1, 2, 5}) {
        double hours = power * lead;
        if (at(hours) >= 0 && at(hours) <= frame.mostX()) {
          frame.tickX(out, at(hours), Text.number(hours));
        }
      }
    }
  }

  private double at(double hours) {
    return Math.log10(hours / least);
  }

  private void bound(StringBuilder out) {
    double x = frame.x(at(Math.max(least, comparison.leastNodeHours())));
    out.append(
        Text.of(
            "<line class=\"bound\" x1=\"%.1f\" x2=\"%.1f\" y1=\"14\" y2=\"%.1f\"/>"
                + "<text class=\"start\" x=\"%.1f\" y=\"%.1f\">least possible</text>\n",
            x, x, frame.floor(), x + 5, frame.floor() - 22));
  }

  private void mark(StringBuilder out, Comparison.Row row) {
    boolean right = x(row) > frame.width() * 0.7;
    String name = Text.escape(row.outcome().strategy());
    String details =
        Text.of(
            "%s: p95 %s, %s node-hours",
            name, Text.span(p95(row)), Text.number(row.outcome().nodeHours()));
    out.append(
        Text.of(
            "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"6\"><title>%s</title></circle>"
                + "<text class=\"name %s\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
            row.worthIt() ? "best" : "other",
            x(row),
            y(row),
            details,
            right ? "end" : "start",
            x(row) + (right ? -10 : 10),
            clear(x(row), y(row) + 4),
            name));
  }

  /// The nearest height at which no name is yet, for one that begins here.
  private double clear(double x, double y) {
    double free = y;
    for (double[] other : named) {
      if (Math.abs(other[0] - x) < 170 && Math.abs(other[1] - free) < 14) {
        free = other[1] + 15;
      }
    }
    named.add(new double[] {x, free});
    return free;
  }

  private double x(Comparison.Row row) {
    return frame.x(at(Math.max(least, row.outcome().nodeHours())));
  }

  private double y(Comparison.Row row) {
    return frame.y((double) p95(row));
  }

  private static long p95(Comparison.Row row) {
    return row.outcome().waits().quantile(0.95);
  }
}
