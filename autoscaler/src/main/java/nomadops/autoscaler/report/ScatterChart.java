package nomadops.autoscaler.report;

import java.util.Comparator;
import java.util.List;

/// Waits against node-hours: a mark for each strategy, filled on the frontier, which is a line; and
/// the node-hours that nobody can go below.
final class ScatterChart {
  private static final long[] TICKS = {1, 10, 100, 1_000, 10_000, 60_000, 600_000, 3_600_000, 36_000_000};

  private final Comparison comparison;
  private final Frame frame;

  ScatterChart(Comparison comparison) {
    this.comparison = comparison;
    double hours = comparison.leastNodeHours();
    long wait = 10_000;
    for (Comparison.Row row : comparison.rows()) {
      hours = Math.max(hours, row.outcome().nodeHours());
      wait = Math.max(wait, p95(row));
    }
    frame = new Frame(760, 380, Frame.roundedUp(hours * 1.15), wait * 2.0, true);
  }

  String svg() {
    StringBuilder out = new StringBuilder(frame.begin("Wait p95 against node-hours"));
    for (long tick : TICKS) {
      if (tick <= frame.mostY()) {
        frame.lineY(out, (double) tick, tick == 1 ? "none" : Text.span(tick));
      }
    }
    frame.axisX(out, Frame.step(frame.mostX()), at -> Text.of("%,.0f", at));
    bound(out);
    List<Comparison.Row> best =
        comparison.rows().stream()
            .filter(Comparison.Row::worthIt)
            .sorted(Comparator.comparingDouble(r -> r.outcome().nodeHours()))
            .toList();
    out.append("<polyline class=\"frontier\" points=\"");
    best.forEach(row -> out.append(Text.of("%.1f,%.1f ", x(row), y(row))));
    out.append("\"/>\n");
    comparison.rows().forEach(row -> mark(out, row));
    return out.append("</svg>\n").toString();
  }

  private void bound(StringBuilder out) {
    double x = frame.x(comparison.leastNodeHours());
    out.append(
        Text.of(
            "<line class=\"bound\" x1=\"%.1f\" x2=\"%.1f\" y1=\"14\" y2=\"%.1f\"/>"
                + "<text class=\"start\" x=\"%.1f\" y=\"26\">least possible</text>\n",
            x, x, frame.floor(), x + 5));
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
            y(row) - 7,
            name));
  }

  private double x(Comparison.Row row) {
    return frame.x(row.outcome().nodeHours());
  }

  private double y(Comparison.Row row) {
    return frame.y((double) p95(row));
  }

  private static long p95(Comparison.Row row) {
    return row.outcome().waits().quantile(0.95);
  }
}
