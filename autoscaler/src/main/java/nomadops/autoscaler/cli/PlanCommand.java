package nomadops.autoscaler.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nomadops.autoscaler.Autoscaler;
import nomadops.autoscaler.Clockwork;
import nomadops.autoscaler.MoveWords;
import nomadops.autoscaler.PoolReport;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.policy.pool.Account;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.Table;
import nomadops.runtime.cli.Terminal;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;

/// `autoscaler plan`: what would be done now, and nothing is.
final class PlanCommand {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PlanCommand() {}

  static CommandSpec spec(Clockwork time) {
    return Leaf.of(
            "plan",
            "Shows what the autoscaler would do now, pool by pool, and does nothing.",
            AutoscalerSettings.LOOKING)
        .flag("json", "Prints JSON: every input of the decision, too.")
        .footer(
            """

            Nodes are given back only after a whole window in which they were not needed; one look cannot
            know that. A running autoscaler shows its own decisions at /status.

            Exit codes: 0 shown, 1 failed, 2 wrong usage or configuration, 3 Nomad cannot be reached.

            Example: nomad-ops autoscaler plan -config autoscaler.yaml\
            """)
        .runs(invocation -> run(invocation, time));
  }

  static ExitCode run(Invocation invocation, Clockwork time) throws Exception {
    Autoscaler autoscaler = Look.at(invocation, time);
    if (invocation.flag("json")) {
      invocation
          .out()
          .println(
              JSON.writerWithDefaultPrettyPrinter()
                  .writeValueAsString(ReportDocument.of(autoscaler)));
      return ExitCode.DONE;
    }
    print(invocation, new TreeMap<>(autoscaler.reports()), autoscaler.skipped());
    return ExitCode.DONE;
  }

  private static void print(
      Invocation invocation, Map<String, PoolReport> reports, List<Unscalable> skipped) {
    Terminal terminal = invocation.around().outTerminal();
    invocation.out().print(pools(reports).text(terminal));
    Table moves = moves(reports);
    invocation.out().println();
    if (moves.size() > 0) {
      invocation.out().print(moves.text(terminal));
    } else {
      invocation.out().println("Nothing would be done now.");
    }
    reports.forEach((name, report) -> {
      for (String hold : report.step().account().outHolds()) {
        invocation.out().println(name + ": held back: " + hold);
      }
    });
    if (!skipped.isEmpty()) {
      invocation.out().println();
      invocation.out().println("No node would help these:");
      invocation.out().print(ExplainCommand.skipped(skipped).text(terminal));
    }
  }

  private static Table pools(Map<String, PoolReport> reports) {
    Table table =
        new Table(
            Table.Column.fixed("POOL", "pool"),
            Table.Column.fixed("SIZE", "size"),
            Table.Column.optional("MIN", "min"),
            Table.Column.optional("MAX", "max"),
            Table.Column.fixed("ACTIVE", "active"),
            Table.Column.optional("CLOSED", "closed"),
            Table.Column.fixed("COMING", "coming"),
            Table.Column.fixed("QUEUED", "queued"),
            Table.Column.fixed("NEW NODES", "new_nodes"),
            Table.Column.optional("AT LEAST", "at_least"),
            Table.Column.optional("IN TIME", "in_time"),
            Table.Column.fixed("AFTER", "after"));
    reports.forEach((name, report) -> {
      Account account = report.step().account();
      table.row(
          name,
          account.strength().size(),
          report.terms().size().min(),
          report.terms().size().max(),
          account.strength().active(),
          account.strength().cordoned(),
          account.strength().coming(),
          report.facts().queued().stream().mapToInt(QueuedGroup::count).sum(),
          account.demand().packed().nodes(),
          account.demand().lowerBound(),
          account.demand().inTime(),
          account.strength().size() + change(report));
    });
    return table;
  }

  private static int change(PoolReport report) {
    int change = 0;
    for (Move move : report.step().moves()) {
      change +=
          switch (move) {
            case Move.Launch launch -> launch.to() - launch.from();
            case Move.Withdraw withdraw -> withdraw.to() - withdraw.from();
            case Move.End _ -> -1;
            case Move.Uncordon _, Move.Cordon _, Move.Replace _, Move.Purge _, Move.Forget _ -> 0;
          };
    }
    return change;
  }

  private static Table moves(Map<String, PoolReport> reports) {
    Table table =
        new Table(
            Table.Column.fixed("POOL", "pool"),
            Table.Column.fixed("MOVE", "move"),
            Table.Column.flexible("REASON", "reason"));
    reports.forEach((name, report) ->
        report
            .step()
            .moves()
            .forEach(move -> table.row(name, MoveWords.text(move), move.reason())));
    return table;
  }
}
