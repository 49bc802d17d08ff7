package nomadops.drainer.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import nomadops.drainer.drain.Seen;
import nomadops.drainer.plan.CutWork;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Table;
import nomadops.runtime.cli.Terminal;
import nomadops.runtime.config.Durations;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How a drain went, for people and for machines.
///
/// @param reason what the drainer said; may be empty
/// @param cut batch work that was stopped before its end; empty when that is not known
record DrainSummary(
    Seen seen,
    Follow.End end,
    String reason,
    Duration took,
    Optional<List<CutWork>> cut,
    boolean seesAll,
    AgainCommand again) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Done when the node is empty, also when batch work was cut: the deadline or -force asked for
  /// that. What was cut is in the summary.
  ExitCode code() {
    return switch (end) {
      case EMPTY, DETACHED -> ExitCode.DONE;
      case NOT_EMPTY, CANCELLED, NODE_GONE, FORBIDDEN, INTERRUPTED -> ExitCode.FAILED;
    };
  }

  String text(Terminal terminal) {
    List<CutWork> lost = cut.orElse(List.of());
    String cutText = lost.isEmpty() ? "" : "\n" + table(lost).text(terminal) + advice(lost) + "\n";
    return headline(lost) + "\n" + cutText;
  }

  private String advice(List<CutWork> lost) {
    return isLost(lost) ? "Run it again: " + again.text("rerun") : "Nomad placed all of it anew.";
  }

  private static boolean isLost(List<CutWork> cut) {
    return cut.stream().anyMatch(work -> work.replacedBy().isEmpty());
  }

  private String headline(List<CutWork> lost) {
    String after = " after " + Durations.rough(took);
    String node = seen.named();
    return switch (end) {
      case EMPTY -> node + " is empty" + after + ", " + lossText(lost);
      case NOT_EMPTY ->
          node + " is not empty" + after + ": " + reason + "; see " + again.text("status -allocs");
      case CANCELLED ->
          node
              + ": somebody cancelled the drain"
              + after
              + ", so it is left alone; "
              + Words.count(seen.running().size(), "allocation")
              + " left";
      case NODE_GONE -> node + " is gone" + after + ": " + reason;
      case FORBIDDEN -> node + " is not empty" + after + ", and Nomad refuses: " + reason;
      case INTERRUPTED ->
          node
              + ": no longer watched"
              + after
              + ". What was begun goes on in Nomad.\n  look: "
              + again.text("status")
              + "\n  end it: "
              + again.text("cancel");
      case DETACHED ->
          node
              + " drains.\n  look: "
              + again.text("status")
              + "\n  end it: "
              + again.text("cancel");
    };
  }

  private String lossText(List<CutWork> lost) {
    if (cut.isEmpty()) {
      return "what was cut off is not known";
    }
    String some = Words.count(lost.size(), "batch allocation") + " cut off before the end";
    String none =
        seesAll ? "no batch work was cut off" : "no batch work that the token sees was cut off";
    return lost.isEmpty() ? none : some + ":";
  }

  private static Table table(List<CutWork> lost) {
    Table table =
        new Table(
            Table.Column.flexible("JOB", "job"),
            Table.Column.flexible("GROUP", "group"),
            Table.Column.fixed("ALLOC", "alloc"),
            Table.Column.fixed("TYPE", "type"),
            Table.Column.fixed("RAN", "ran"),
            Table.Column.optional("REPLACED BY", "replaced_by"));
    for (CutWork work : lost) {
      table.row(
          StatusText.job(work.namespace(), work.job()),
          work.group(),
          Seen.shortened(work.alloc()),
          work.jobType(),
          Durations.rough(work.ran()),
          work.replacedBy().map(Seen::shortened).orElse("-"));
    }
    return table;
  }

  String json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("node", seen.facts().id());
    root.put("name", seen.facts().name());
    root.put("instance", seen.instance().value());
    root.put("ending", end.name().toLowerCase(Locale.ROOT));
    root.put("reason", reason);
    root.put("seconds", took.toMillis() / 1e3);
    root.put("left", seen.running().size());
    root.put("sees_all_allocations", seesAll);
    cut.ifPresentOrElse(
        lost -> {
          ArrayNode rows = root.putArray("cut");
          lost.forEach(work -> fill(rows.addObject(), work));
        },
        () -> root.putNull("cut"));
    root.put("rerun", isLost(cut.orElse(List.of())) ? again.text("rerun") : "");
    return JSON.writeValueAsString(root) + "\n";
  }

  static void fill(ObjectNode row, CutWork work) {
    row.put("namespace", work.namespace());
    row.put("job", work.job());
    row.put("group", work.group());
    row.put("alloc", work.alloc());
    row.put("type", work.jobType());
    row.put("ran_seconds", work.ran().toMillis() / 1e3);
    row.put("replaced_by", work.replacedBy().orElse(""));
  }
}
