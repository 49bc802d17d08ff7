package nomadops.autoscaler.report;

import java.util.List;
import nomadops.autoscaler.outcome.Frontier;
import nomadops.autoscaler.outcome.Outcome;

/// Several outcomes of one trace in one world, side by side.
///
/// @param trace its name
/// @param world what all had in common, for people, e.g. `nodes of 16000 MHz, 32000 MB`
/// @param allocations of the trace
/// @param leastNodeHours that no strategy can go below
/// @param rows in the strategies' order
public record Comparison(
    String trace, String world, long allocations, double leastNodeHours, List<Row> rows) {
  public Comparison {
    rows = List.copyOf(rows);
  }

  /// Marks those on the frontier of node-hours and the 95th percentile of waits.
  public static Comparison of(
      String trace, String world, long allocations, double leastNodeHours, List<Outcome> all) {
    List<Outcome> best = Frontier.of(all);
    return new Comparison(
        trace,
        world,
        allocations,
        leastNodeHours,
        all.stream().map(o -> new Row(o, best.contains(o))).toList());
  }

  /// The columns of [Row#cells()].
  public static List<String> header() {
    return List.of(
        "strategy",
        "wait p50",
        "p95",
        "p99",
        "max",
        "node-hours",
        "cost",
        "used",
        "flaps",
        "killed",
        "lost h",
        "peak nodes",
        "unfinished");
  }

  /// One strategy.
  ///
  /// @param worthIt no other has both fewer node-hours and less to wait
  public record Row(Outcome outcome, boolean worthIt) {
    /// As text, in the columns of [Comparison#header()].
    public List<String> cells() {
      Outcome o = outcome;
      return List.of(
          o.strategy(),
          Text.span(o.waits().quantile(0.5)),
          Text.span(o.waits().quantile(0.95)),
          Text.span(o.waits().quantile(0.99)),
          Text.span(o.waits().max()),
          Text.number(o.nodeHours()),
          Text.number(o.cost()),
          Text.percent(o.utilisation()),
          Text.number(o.nodes().flaps()),
          Text.number(o.work().killed()),
          Text.number(o.work().lostHours()),
          Text.number(o.nodes().peak()),
          Text.number(o.work().unfinished()));
    }
  }
}
