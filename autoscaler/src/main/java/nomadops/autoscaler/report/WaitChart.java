package nomadops.autoscaler.report;

import nomadops.autoscaler.outcome.Outcome;

/// How the waits of one strategy are spread: a bar for each of some spans, in shares of all.
final class WaitChart {
  private static final long[] UP_TO = {
    1,
    1_000,
    10_000,
    30_000,
    60_000,
    120_000,
    300_000,
    600_000,
    1_800_000,
    3_600_000,
    Long.MAX_VALUE
  };
  private static final String[] NAMES = {
    "none", "1s", "10s", "30s", "1m", "2m", "5m", "10m", "30m", "1h", "more"
  };
  private static final int WIDTH = 760;
  private static final int HEIGHT = 96;
  private static final double SLOT = (double) WIDTH / UP_TO.length;
  private static final int FLOOR = 72;
  private static final int TOP = 16;

  private final Outcome outcome;

  WaitChart(Outcome outcome) {
    this.outcome = outcome;
  }

  String svg() {
    String title = Text.escape(outcome.strategy() + ": how long allocations waited");
    StringBuilder out =
        new StringBuilder(
            Text.of(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n<title>%s</title>\n",
                WIDTH, HEIGHT, title, title));
    long from = 0;
    double all = Math.max(1, outcome.waits().count());
    for (int i = 0; i < UP_TO.length; i++) {
      double share = outcome.waits().between(from, UP_TO[i]) / all;
      double tall = share * (FLOOR - TOP);
      double x = i * SLOT;
      out.append(
          Text.of(
              "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>"
                  + "<text x=\"%.1f\" y=\"%d\">%s</text><text class=\"share\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
              x + 4,
              FLOOR - tall,
              SLOT - 8,
              tall,
              x + SLOT / 2,
              FLOOR + 18,
              NAMES[i],
              x + SLOT / 2,
              FLOOR - tall - 4,
              share == 0 ? "" : share < 0.001 ? "&lt;0.1 %" : Text.of("%.3g %%", share * 100)));
      from = UP_TO[i];
    }
    return out.append("</svg>\n").toString();
  }
}
