package nomadops.autoscaler.report;

import java.util.function.DoubleFunction;

/// Where a chart's values are on its paper, and the lines and words around them.
///
/// @param width of the paper
/// @param height of the paper
/// @param mostX the value at the right edge; the left one is 0
/// @param mostY the value at the top; the bottom is 0
/// @param logY the upright axis is of the logarithm, from 1
record Frame(int width, int height, double mostX, double mostY, boolean logY) {
  private static final int LEFT = 68;
  private static final int RIGHT = 16;
  private static final int TOP = 14;
  private static final int BOTTOM = 34;

  double x(double value) {
    return LEFT + Math.min(1, value / mostX) * (width - LEFT - RIGHT);
  }

  double y(double value) {
    double share =
        logY
            ? Math.log10(Math.max(1, value)) / Math.log10(Math.max(10, mostY))
            : value / Math.max(1e-9, mostY);
    return height - BOTTOM - Math.min(1, share) * (height - TOP - BOTTOM);
  }

  double floor() {
    return height - (double) BOTTOM;
  }

  String begin(String title) {
    return Text.of(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n<title>%s</title>\n",
        width, height, Text.escape(title), Text.escape(title));
  }

  void lineY(StringBuilder out, double value, String label) {
    out.append(
        Text.of(
            "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                + "<text class=\"end\" x=\"%d\" y=\"%.1f\">%s</text>\n",
            LEFT, width - RIGHT, y(value), y(value), LEFT - 6, y(value) + 4, label));
  }

  /// A line and a word for each of up to five round values.
  void axisY(StringBuilder out, DoubleFunction<String> label) {
    double step = step(mostY);
    for (double at = 0; at <= mostY * 1.001; at += step) {
      lineY(out, at, label.apply(at));
    }
  }

  void axisX(StringBuilder out, double step, DoubleFunction<String> label) {
    for (double at = 0; at <= mostX * 1.001; at += step) {
      tickX(out, at, label.apply(at));
    }
  }

  void tickX(StringBuilder out, double value, String label) {
    out.append(
        Text.of("<text x=\"%.1f\" y=\"%d\">%s</text>\n", x(value), height - BOTTOM + 18, label));
  }

  /// 1, 2 or 5 times a power of ten, so that there are about five.
  static double step(double most) {
    double rough = Math.max(most, 1e-9) / 5;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    double lead = rough / power;
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
  }

  /// The least multiple of [#step(double)] that is not below.
  static double roundedUp(double most) {
    double step = step(most);
    return Math.max(step, Math.ceil(most / step) * step);
  }
}
