package nomadops.demo;

import java.util.List;
import java.util.Locale;

/// Draws foreground latencies over time as one inline SVG: a dot per job on a logarithmic axis, a
/// band per phase.
final class LatencyChart {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 360;
  private static final int LEFT = 64;
  private static final int RIGHT = 16;
  private static final int TOP = 34;
  private static final int BOTTOM = 42;
  private static final double LEAST_MILLIS = 1;

  private final List<Phase> phases;
  private final double begin;
  private final double end;
  private final double mostMillis;

  LatencyChart(List<Phase> phases) {
    this.phases = List.copyOf(phases);
    this.begin = phases.stream().mapToDouble(Phase::fromSeconds).min().orElse(0);
    this.end = Math.max(begin + 1, phases.stream().mapToDouble(Phase::toSeconds).max().orElse(1));
    double most =
        phases.stream()
            .flatMap(p -> p.samples().stream())
            .mapToDouble(Sample::millis)
            .max()
            .orElse(10);
    this.mostMillis = Math.pow(10, Math.ceil(Math.log10(Math.max(10, most))));
  }

  String svg() {
    StringBuilder out = new StringBuilder(64 * 1024);
    out.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Foreground latency over time\">\n"
            .formatted(WIDTH, HEIGHT));
    bands(out);
    millisAxis(out);
    secondsAxis(out);
    dots(out);
    return out.append("</svg>\n").toString();
  }

  private void bands(StringBuilder out) {
    int index = 0;
    for (Phase phase : phases) {
      double x = x(phase.fromSeconds());
      double width = Math.max(0, x(phase.toSeconds()) - x);
      out.append(
          text(
              "<rect class=\"band band%d\" x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>\n",
              index % 2, x, TOP, width, HEIGHT - TOP - BOTTOM));
      out.append(
          text(
              "<text class=\"phase\" x=\"%.1f\" y=\"%d\">%s</text>\n",
              x + width / 2, TOP - 10, Html.escape(phase.name())));
      index++;
    }
  }

  private void millisAxis(StringBuilder out) {
    for (double millis = LEAST_MILLIS; millis <= mostMillis * 1.001; millis *= 10) {
      double y = y(millis);
      out.append(
          text(
              "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>\n",
              LEFT, WIDTH - RIGHT, y, y));
      String label = millis >= 1000 ? text("%.0f s", millis / 1000) : text("%.0f ms", millis);
      out.append(
          text("<text class=\"tick end\" x=\"%d\" y=\"%.1f\">%s</text>\n", LEFT - 8, y + 4, label));
    }
  }

  private void secondsAxis(StringBuilder out) {
    double step = end - begin > 60 ? 10 : 5;
    for (double at = 0; begin + at <= end; at += step) {
      out.append(
          text(
              "<text class=\"tick\" x=\"%.1f\" y=\"%d\">%.0f s</text>\n",
              x(begin + at), HEIGHT - BOTTOM + 20, at));
    }
  }

  private void dots(StringBuilder out) {
    for (Phase phase : phases) {
      for (Sample sample : phase.samples()) {
        out.append(
            text(
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"1.8\"/>\n",
                sample.millis() >= 1000 ? "slow" : "dot",
                x(sample.atSeconds()),
                y(sample.millis())));
      }
    }
  }

  private double x(double seconds) {
    return LEFT + (seconds - begin) / (end - begin) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double millis) {
    double share =
        Math.log10(Math.max(LEAST_MILLIS, millis) / LEAST_MILLIS)
            / Math.log10(mostMillis / LEAST_MILLIS);
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
