package nomadops.demo;

import java.util.List;
import java.util.Locale;

/// The demo's result as one self-contained HTML page: no script, no external asset, light and dark.
public final class DemoReport {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1d2733; --soft: #5b6776; --line: #d9dfe6; --page: #fff;
        --band: #f4f7fa; --band2: #e9eef4; --dot: #1769aa; --slow: #c62828; --good: #1b7f3b; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9aa7b4; --line: #303b47;
        --page: #11161c; --band: #171e26; --band2: #1f2832; --dot: #6cb6ff; --slow: #ff7b72; --good: #56d364; } }
      body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page);
        max-width: 1000px; margin: 2.5rem auto; padding: 0 1rem; }
      h1 { font-size: 1.6rem; margin: 0 0 .3rem; } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
      p { color: var(--soft); margin: .3rem 0; }
      table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
      th, td { text-align: right; padding: .35rem .7rem; border-bottom: 1px solid var(--line); }
      th:first-child, td:first-child { text-align: left; } th { color: var(--soft); font-weight: 600; }
      td.bad { color: var(--slow); font-weight: 600; } td.good { color: var(--good); font-weight: 600; }
      svg { width: 100%; height: auto; } svg text { font: 12px system-ui, sans-serif; fill: var(--soft); text-anchor: middle; }
      svg text.end { text-anchor: end; } svg text.phase { fill: var(--ink); font-weight: 600; }
      .grid { stroke: var(--line); } .band0 { fill: var(--band); } .band1 { fill: var(--band2); }
      .dot { fill: var(--dot); fill-opacity: .55; } .slow { fill: var(--slow); fill-opacity: .75; }
      """;

  private final List<Phase> phases;
  private final double foregroundRate;

  /// @param phases in order; the first is the baseline that ratios refer to
  /// @param foregroundRate foreground jobs a second
  public DemoReport(List<Phase> phases, double foregroundRate) {
    this.phases = List.copyOf(phases);
    this.foregroundRate = foregroundRate;
  }

  public String html() {
    return """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>nomad-ops demo: what a purge costs</title>
    <style>
    %s</style></head>
    <body>
    <h1>What collecting dead jobs costs the jobs that are alive</h1>
    <p>%s foreground jobs a second are registered all the time; a dot is one of them: how long it waited until the
    scheduler had finished its evaluation. The axis is logarithmic.</p>
    %s
    <h2>Side by side</h2>
    %s
    <p>Ratios compare with the first row, which is the same load with nothing beside it, in the same run.</p>
    </body>
    </html>
    """
        .formatted(STYLE, number(foregroundRate), new LatencyChart(phases).svg(), table());
  }

  private String table() {
    StringBuilder rows = new StringBuilder();
    Phase baseline = phases.isEmpty() ? null : phases.getFirst();
    for (Phase phase : phases) {
      double ratio = baseline == null ? Double.NaN : phase.latency(0.99) / baseline.latency(0.99);
      rows.append("<tr><td>").append(Html.escape(phase.name())).append("</td>");
      cell(rows, "", String.format(Locale.ROOT, "%,d", phase.purged()));
      cell(rows, "", number(phase.purgesPerSecond()));
      cell(rows, "", millis(phase.latency(0.5)));
      cell(rows, "", millis(phase.latency(0.9)));
      cell(rows, ratio > 20 ? "bad" : ratio <= 5 ? "good" : "", millis(phase.latency(0.99)));
      cell(rows, "", millis(phase.latency(1)));
      cell(rows, "", Double.isNaN(ratio) ? "-" : String.format(Locale.ROOT, "%.1f", ratio));
      rows.append("</tr>\n");
    }
    return """
    <table>
    <thead><tr><th>beside the foreground</th><th>purged</th><th>purges/s</th><th>p50</th><th>p90</th><th>p99</th>
    <th>max</th><th>p99 ratio</th></tr></thead>
    <tbody>
    %s</tbody></table>\
    """
        .formatted(rows);
  }

  private static void cell(StringBuilder rows, String style, String text) {
    rows.append("<td class=\"").append(style).append("\">").append(text).append("</td>");
  }

  static String millis(double value) {
    if (Double.isNaN(value)) {
      return "-";
    }
    return value >= 1000
        ? String.format(Locale.ROOT, "%.1f s", value / 1000)
        : String.format(Locale.ROOT, value < 10 ? "%.1f ms" : "%.0f ms", value);
  }

  private static String number(double value) {
    return String.format(
        Locale.ROOT, value == Math.rint(value) || value >= 100 ? "%,.0f" : "%.1f", value);
  }
}
