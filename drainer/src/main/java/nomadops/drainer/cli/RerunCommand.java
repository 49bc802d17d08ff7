package nomadops.drainer.cli;

import java.util.ArrayList;
import java.util.List;
import nomadops.client.fault.NomadFault;
import nomadops.drainer.drain.Rerun;
import nomadops.drainer.drain.RerunAnswer;
import nomadops.drainer.drain.Seen;
import nomadops.drainer.plan.CutWork;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Failure;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.Table;
import nomadops.runtime.config.Durations;
import nomadops.runtime.log.Logs;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `drainer rerun`: batch work that a node's last drain cut off runs again.
final class RerunCommand {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RerunCommand() {}

  /// What became of one piece of cut work.
  ///
  /// @param outcome `started`, `needless`, `refused`, `failed` or `dry-run`
  private record Row(String node, CutWork work, String outcome, String detail) {}

  static CommandSpec spec(Operator operator) {
    return Choice.options(
            Leaf.of(
                "rerun",
                "Runs batch work again that a node's latest drain cut off.",
                DrainSettings.NOMAD))
        .flag("dry-run", "Only lists what was cut off.")
        .flag("json", "Prints JSON.")
        .footer(
            """

            May be repeated: nothing is started twice. Nomad knows what was cut off as long as it knows the
            node and its allocations.

            Exit codes: 0 done, 1 failed (also in part), 2 wrong usage or configuration, 3 Nomad cannot be
            reached, 4 some work cannot be run again like this; the table says why.

            Example: nomad-ops drainer rerun -instance i-0633ac2b0d9769723 -dry-run\
            """)
        .runs(invocation -> run(invocation, operator));
  }

  static ExitCode run(Invocation invocation, Operator operator) throws InterruptedException {
    Logs.setUp(
        invocation.settings(),
        invocation.around().err(),
        invocation.around().errTerminal().colour());
    Choice choice = Choice.require(invocation);
    try (Reach reach = Reach.of(invocation.settings(), operator)) {
      List<Row> rows = new ArrayList<>();
      for (Seen seen : reach.all(choice)) {
        List<CutWork> lost =
            seen.cut()
                .orElseThrow(() ->
                    new Failure("what ran on " + seen.named() + " cannot be seen with this token"));
        for (CutWork work : lost) {
          rows.add(row(seen, work, reach.rerun(), invocation.flag("dry-run")));
        }
      }
      reach
          .hidden()
          .ifPresent(blind -> invocation.around().err().println("Note: " + blind.reason()));
      print(invocation, rows);
      return code(rows);
    }
  }

  private static Row row(Seen seen, CutWork work, Rerun rerun, boolean dry)
      throws InterruptedException {
    String node = seen.facts().id();
    if (dry) {
      return new Row(node, work, "dry-run", "not asked for");
    }
    try {
      return switch (rerun.again(work)) {
        case RerunAnswer.Started(String job) -> new Row(node, work, "started", job);
        case RerunAnswer.Needless(String reason) -> new Row(node, work, "needless", reason);
        case RerunAnswer.Refused(String reason) -> new Row(node, work, "refused", reason);
      };
    } catch (NomadFault fault) {
      return new Row(node, work, "failed", "" + fault.getMessage());
    }
  }

  private static ExitCode code(List<Row> rows) {
    if (rows.stream().anyMatch(row -> row.outcome().equals("failed"))) {
      return ExitCode.FAILED;
    }
    return rows.stream().anyMatch(row -> row.outcome().equals("refused"))
        ? ExitCode.REFUSED
        : ExitCode.DONE;
  }

  private static void print(Invocation invocation, List<Row> rows) {
    if (invocation.flag("json")) {
      invocation.out().print(json(rows));
    } else if (rows.isEmpty()) {
      invocation.out().println("No batch work was cut off there.");
    } else {
      invocation.out().print(table(rows).text(invocation.around().outTerminal()));
    }
  }

  private static Table table(List<Row> rows) {
    Table table =
        new Table(
            Table.Column.flexible("JOB", "job"),
            Table.Column.fixed("ALLOC", "alloc"),
            Table.Column.fixed("RAN", "ran"),
            Table.Column.fixed("DONE", "outcome"),
            Table.Column.flexible("DETAIL", "detail"));
    for (Row row : rows) {
      table.row(
          StatusText.job(row.work().namespace(), row.work().job()),
          Seen.shortened(row.work().alloc()),
          Durations.rough(row.work().ran()),
          row.outcome(),
          row.detail());
    }
    return table;
  }

  private static String json(List<Row> rows) {
    ObjectNode root = JSON.createObjectNode();
    ArrayNode all = root.putArray("cut");
    for (Row row : rows) {
      ObjectNode one = all.addObject();
      one.put("node", row.node());
      DrainSummary.fill(one, row.work());
      one.put("outcome", row.outcome());
      one.put("detail", row.detail());
    }
    return JSON.writeValueAsString(root) + "\n";
  }
}
