package nomadops.autoscaler.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.outcome.Series;

/// One strategy over time: nodes above, what waits and runs below, each on the scale that all
/// strategies share.
final class SeriesChart {
  private static final double HOUR = 3_600_000;

  private final Outcome outcome;
  private final Frame nodes;
  private final Frame work;

  SeriesChart(Outcome outcome, double hours, double mostNodes, double mostWork) {
    this.outcome = outcome;
    nodes = new Frame(760, 150, hours, Frame.roundedUp(mostNodes), false);
    work = new Frame(760, 150, hours, Frame.roundedUp(mostWork), false);
  }

  String svg() {
    StringBuilder out = new StringBuilder();
    out.append(nodes.begin(outcome.strategy() + ": nodes over time"));
    axes(out, nodes);
    line(out, nodes, "desired", Series.Point::nodes);
    line(out, nodes, "ready", Series.Point::ready);
    out.append("</svg>\n").append(work.begin(outcome.strategy() + ": work over time"));
    axes(out, work);
    line(out, work, "running", Series.Point::running);
    line(out, work, "queued", Series.Point::queued);
    return out.append("</svg>\n").toString();
  }

  private static void axes(StringBuilder out, Frame frame) {
    frame.axisY(out, at -> Text.of("%,.0f", at));
    double days = frame.mostX() / 24;
    double step = days > 2 ? 24 * Math.ceil(days / 8) : days > 0.5 ? 3 : Frame.step(frame.mostX());
    frame.axisX(out, step, at -> days > 2 ? Text.of("day %.0f", at / 24) : Text.number(at) + " h");
  }

  private void line(
      StringBuilder out, Frame frame, String style, ToDoubleFunction<Series.Point> value) {
    List<Series.Point> points = outcome.series();
    out.append("<polyline class=\"").append(style).append("\" points=\"");
    for (Series.Point point : points) {
      out.append(
          Text.of("%.1f,%.1f ", frame.x(point.at() / HOUR), frame.y(value.applyAsDouble(point))));
    }
    out.append("\"/>\n");
  }
}
