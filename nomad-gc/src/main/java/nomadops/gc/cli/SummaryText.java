package nomadops.gc.cli;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nomadops.gc.RunSummary;
import nomadops.gc.intake.Census;
import nomadops.gc.nodes.NodeCounts;
import nomadops.runtime.cli.Table;
import nomadops.runtime.cli.Terminal;
import nomadops.runtime.config.Durations;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The end of a single run, for people and for machines.
final class SummaryText {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SummaryText() {}

  static String table(RunSummary run, Optional<NodeCounts> nodes, Terminal terminal) {
    Table table = new Table(Table.Column.fixed("WHAT", "what"), Table.Column.fixed("JOBS", "jobs"));
    table.row("purged", run.of("purged"));
    table.row("already gone", run.of("already_gone"));
    table.row("changed meanwhile", run.of("changed"));
    table.row("put off by fresh facts", run.of("deferred"));
    table.row("answer lost, read again", run.of("unknown"));
    table.row("failed, may be tried again", (long) run.failing() - run.parked());
    table.row("given up, still due", run.left());
    table.row("failed for good (parked)", (long) run.parked());
    kept(run).forEach(table::row);
    return table.text(terminal)
        + "took "
        + Durations.rough(run.took())
        + ", "
        + Math.round(run.rate())
        + " purges/s"
        + (run.compensations() > 0
            ? ", restored " + run.compensations() + " registrations that met a purge"
            : "")
        + "\n"
        + nodes.map(SummaryText::sentence).orElse("");
  }

  private static String sentence(NodeCounts nodes) {
    String hold = nodes.hold().isEmpty() ? "" : "; no more for now: " + nodes.hold();
    String were = nodes.down() == 1 ? " node was down, purged " : " nodes were down, purged ";
    return nodes.down() + were + nodes.of("purged") + hold + "\n";
  }

  private static Map<String, Long> kept(RunSummary run) {
    Map<String, Long> kept = new TreeMap<>();
    run.listed()
        .forEach((Census.Group group, Long count) -> {
          if (!group.verdict().equals("purge")) {
            kept.put("kept: " + group.reason(), count);
          }
        });
    return kept;
  }

  static String json(RunSummary run, Optional<NodeCounts> nodes) {
    ObjectNode root = JSON.createObjectNode();
    root.put("purged", run.of("purged"));
    root.put("already_gone", run.of("already_gone"));
    root.put("changed", run.of("changed"));
    root.put("deferred", run.of("deferred"));
    root.put("answer_lost", run.of("unknown"));
    root.put("failed", run.failing());
    root.put("parked", run.parked());
    root.put("given_up", run.left());
    ObjectNode kept = root.putObject("kept");
    kept(run).forEach((reason, count) -> kept.put(reason.substring("kept: ".length()), count));
    root.put("duplicates_prevented", run.duplicatesPrevented());
    root.put("compensations", run.compensations());
    root.put("seconds", run.took().toMillis() / 1e3);
    root.put("purges_per_second", Math.round(run.rate() * 10) / 10.0);
    nodes.ifPresent(counts -> {
      ObjectNode down = root.putObject("down_nodes");
      down.put("listed", counts.down());
      NodeCounts.OUTCOMES.forEach(outcome -> down.put(outcome, counts.of(outcome)));
      down.put("held_by", counts.hold());
    });
    return JSON.writeValueAsString(root) + "\n";
  }
}
