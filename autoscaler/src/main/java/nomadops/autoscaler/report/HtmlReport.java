package nomadops.autoscaler.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.outcome.Series;

/// The comparison as one HTML page.
public final class HtmlReport {
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1d2733; --soft: #566270; --line: #d9dfe6; --page: #fff;
        --band: #f4f7fa; --blue: #1769aa; --orange: #b3530a; --good: #1b7f3b; --bad: #b3261e; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --soft: #9aa7b4; --line: #303b47;
        --page: #11161c; --band: #171e26; --blue: #6cb6ff; --orange: #f0a35e; --good: #56d364; --bad: #ff7b72; } }
      body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--page);
        max-width: 1000px; margin: 2.5rem auto; padding: 0 1rem; }
      h1 { font-size: 1.6rem; margin: 0 0 .3rem; } h2 { font-size: 1.2rem; margin: 2.2rem 0 .4rem; }
      h3 { font-size: 1rem; margin: 1.4rem 0 0; } p { color: var(--soft); margin: .3rem 0; }
      .wide { overflow-x: auto; } table { border-collapse: collapse; min-width: 100%; font-variant-numeric: tabular-nums; }
      th, td { text-align: right; padding: .35rem .6rem; border-bottom: 1px solid var(--line); white-space: nowrap; }
      th:first-child, td:first-child { text-align: left; } th { color: var(--soft); font-weight: 600; }
      tr.best td:first-child { font-weight: 700; } td.bad { color: var(--bad); font-weight: 600; }
      svg { width: 100%; height: auto; display: block; } svg text { font: 12px system-ui, sans-serif; fill: var(--soft); text-anchor: middle; }
      svg text.end { text-anchor: end; } svg text.start { text-anchor: start; } svg text.name { fill: var(--ink); }
      .grid { stroke: var(--line); } .bound { stroke: var(--soft); stroke-dasharray: 2 4; }
      .best { fill: var(--blue); } .other { fill: var(--page); stroke: var(--soft); stroke-width: 2; }
      polyline { fill: none; stroke-width: 1.5; } .frontier { stroke: var(--blue); stroke-width: 2; }
      .ready, .running { stroke: var(--blue); } .desired, .queued { stroke: var(--orange); stroke-dasharray: 5 3; }
      .bar { fill: var(--blue); } .blue { color: var(--blue); } .orange { color: var(--orange); }
      @media (max-width: 600px) { svg text { font-size: 18px; } svg text.name { font-size: 16px; } }
      """;

  private final Comparison comparison;

  public HtmlReport(Comparison comparison) {
    this.comparison = comparison;
  }

  /// The page.
  public String html() {
    return """
    <!doctype html>
    <html lang="en">
    <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
    <title>nomad-ops autoscaler: strategies over %s</title>
    <style>
    %s</style></head>
    <body>
    <h1>What each strategy makes of %s</h1>
    <p>%s allocations; %s. No strategy can go below %s node-hours.</p>
    <h2 id="table">Side by side</h2>
    %s
    <p>Bold: no other strategy has both fewer node-hours and a lower p95. Wait: from arrival to end, without the run itself;
    a run that a drain killed is waited for again.</p>
    <h2 id="frontier">Waiting against paying</h2>
    <p>Down and left is better. Filled marks and their line: the choices worth making. Upright: the wait that one in twenty
    exceeds; level: node-hours; both logarithmic.</p>
    %s
    <h2 id="waits">How long allocations waited</h2>
    <p>Shares of all allocations, by how long they waited at most.</p>
    %s
    <h2 id="series">Over time</h2>
    <p>First nodes: <b class="blue">that take work</b>, and <b class="orange">all that there shall be (dashed)</b>. Then
    allocations: <b class="blue">running</b>, and <b class="orange">waiting (dashed)</b>. One scale for all; lines are cut where they leave it.</p>
    %s
    </body>
    </html>
    """
        .formatted(
            Text.escape(comparison.trace()),
            STYLE,
            Text.escape(comparison.trace()),
            Text.number(comparison.allocations()),
            Text.escape(comparison.world()),
            Text.number(comparison.leastNodeHours()),
            table(),
            new ScatterChart(comparison).svg(),
            waits(),
            series());
  }

  private String table() {
    StringBuilder out = new StringBuilder("<div class=\"wide\"><table>\n<thead><tr>");
    Comparison.header().forEach(name -> out.append("<th>").append(name).append("</th>"));
    out.append("</tr></thead>\n<tbody>\n");
    for (Comparison.Row row : comparison.rows()) {
      List<String> cells = row.cells();
      String about = Text.escape(row.outcome().about());
      out.append(row.worthIt() ? "<tr class=\"best\">" : "<tr>");
      for (int i = 0; i < cells.size(); i++) {
        String column = Comparison.header().get(i);
        boolean bad =
            (column.equals("killed") || column.equals("unfinished")) && !cells.get(i).equals("0");
        out.append(i == 0 ? "<td title=\"" + about + "\">" : bad ? "<td class=\"bad\">" : "<td>")
            .append(Text.escape(cells.get(i)))
            .append("</td>");
      }
      out.append("</tr>\n");
    }
    return out.append("</tbody></table></div>").toString();
  }

  private String waits() {
    StringBuilder out = new StringBuilder();
    for (Comparison.Row row : comparison.rows()) {
      heading(out, row.outcome());
      out.append(new WaitChart(row.outcome()).svg());
    }
    return out.toString();
  }

  private String series() {
    double hours =
        comparison.rows().stream().mapToLong(r -> r.outcome().endedAt()).max().orElse(1)
            / 3_600_000.0;
    double nodes = shared(Series.Point::nodes);
    double work = shared(p -> Math.max(p.queued(), p.running()));
    StringBuilder out = new StringBuilder();
    for (Comparison.Row row : comparison.rows()) {
      heading(out, row.outcome());
      out.append(new SeriesChart(row.outcome(), hours, nodes, work).svg());
    }
    return out.toString();
  }

  /// A top that suits all: that of the greatest, unless most would be flat lines beside it.
  private double shared(ToDoubleFunction<Series.Point> value) {
    double[] tops =
        comparison.rows().stream()
            .mapToDouble(r -> r.outcome().series().stream().mapToDouble(value).max().orElse(1))
            .sorted()
            .toArray();
    double middle = tops.length == 0 ? 1 : tops[tops.length / 2];
    double most = tops.length == 0 ? 1 : tops[tops.length - 1];
    return Math.max(1, Math.min(most, 2 * middle));
  }

  private static void heading(StringBuilder out, Outcome outcome) {
    out.append("<h3>")
        .append(Text.escape(outcome.strategy()))
        .append("</h3>\n<p>")
        .append(Text.escape(outcome.about()))
        .append("</p>\n");
  }
}
