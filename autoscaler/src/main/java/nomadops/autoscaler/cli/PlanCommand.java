package nomadops.autoscaler.cli;

import java.util.Optional;
import nomadops.autoscaler.Clockwork;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.Table;
import nomadops.runtime.cli.Terminal;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/// `autoscaler plan`: what would be done now, and nothing is.
final class PlanCommand {
  private PlanCommand() {}

  static CommandSpec spec(Clockwork time) {
    return Leaf.of(
            "plan",
            "Shows what the autoscaler would do now, pool by pool, and does nothing.",
            AutoscalerSettings.LOOKING)
        .flag("json", "Prints JSON: every input of the decision, too.")
        .option("ask", "address", "Asks the running autoscaler with this admin-address instead.")
        .footer(
            """

            Nodes are given back only after a whole window in which they were not needed; one look cannot
            know that. A running autoscaler does: -ask shows its last decision, and what became of it.

            Exit codes: 0 shown, 1 failed, 2 wrong usage or configuration, 3 Nomad, or the autoscaler that is
            asked, cannot be reached.

            Example: nomad-ops autoscaler plan -config autoscaler.yaml
                     nomad-ops autoscaler plan -ask http://127.0.0.1:9466\
            """)
        .runs(invocation -> run(invocation, time));
  }

  static ExitCode run(Invocation invocation, Clockwork time) throws Exception {
    Answer answer = Answer.of(invocation, time, Optional.empty());
    if (invocation.flag("json")) {
      invocation.out().println(answer.json(answer.status()));
      return ExitCode.DONE;
    }
    print(invocation, answer);
    return ExitCode.DONE;
  }

  private static void print(Invocation invocation, Answer answer) {
    Terminal terminal = invocation.around().outTerminal();
    JsonNode pools = answer.status().path("pools");
    invocation.out().println(answer.how());
    invocation.out().println();
    invocation.out().print(pools(pools).text(terminal));
    Table moves = moves(pools, answer.asked());
    invocation.out().println();
    if (moves.size() > 0) {
      invocation.out().print(moves.text(terminal));
    } else {
      invocation
          .out()
          .println(
              answer.asked()
                  ? "Nothing was to be done at the last decision."
                  : "Nothing would be done now.");
    }
    pools.properties().forEach(pool -> held(invocation, pool.getKey(), pool.getValue()));
    if (!answer.status().path("skipped").isEmpty()) {
      invocation.out().println();
      QueueTables.printSkipped(invocation, answer.status());
    }
  }

  private static void held(Invocation invocation, String name, JsonNode pool) {
    for (JsonNode hold : pool.path("held_back_out")) {
      invocation.out().println(name + ": held back: " + hold.asString(""));
    }
    String trouble = pool.path("trouble").asString("");
    if (!trouble.isEmpty() && pool.path("leading").asBoolean(false)) {
      invocation.out().println(name + ": nothing could be done: " + trouble);
    }
  }

  private static Table pools(JsonNode pools) {
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
    pools
        .properties()
        .forEach(entry -> {
          JsonNode nodes = entry.getValue().path("nodes");
          JsonNode demand = entry.getValue().path("demand");
          table.row(
              entry.getKey(),
              nodes.path("size").asInt(0),
              nodes.path("min").asInt(0),
              nodes.path("max").asInt(0),
              nodes.path("active").asInt(0),
              nodes.path("closed").asInt(0),
              nodes.path("coming").asInt(0),
              demand.path("queued").asInt(0),
              demand.path("new_nodes_at_once").asInt(0),
              demand.path("new_nodes_least").asInt(0),
              demand.path("new_nodes_in_time").asInt(0),
              nodes.path("size").asInt(0) + change(entry.getValue()));
        });
    return table;
  }

  private static int change(JsonNode pool) {
    int change = 0;
    for (JsonNode move : pool.path("moves")) {
      String outcome = move.path("outcome").asString("done");
      change +=
          outcome.equals("done") || outcome.equals("already") ? move.path("change").asInt(0) : 0;
    }
    return change;
  }

  private static Table moves(JsonNode pools, boolean asked) {
    Table table =
        new Table(
            Table.Column.fixed("POOL", "pool"),
            Table.Column.fixed("MOVE", "move"),
            Table.Column.flexible(asked ? "OUTCOME" : "", "outcome"),
            Table.Column.flexible("REASON", "reason"));
    pools
        .properties()
        .forEach(entry -> {
          for (JsonNode move : entry.getValue().path("moves")) {
            String outcome = PoolText.outcome(move, "", "");
            table.row(
                entry.getKey(),
                move.path("move").asString(""),
                asked && outcome.isEmpty() ? "not done" : outcome,
                move.path("reason").asString(""));
          }
        });
    return table;
  }
}
