package nomadops.autoscaler.cli;

import java.util.Optional;
import nomadops.autoscaler.Clockwork;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.Terminal;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.JsonNode;

/// `autoscaler explain [JOB|POOL]`: every input of a decision and what was made of it; with
/// `-history`, of those before it, too.
final class ExplainCommand {
  private ExplainCommand() {}

  static CommandSpec spec(Clockwork time) {
    return Leaf.of(
            "explain",
            "Explains the decision on a pool, or why a job's allocations wait: every shape, bin, limit and reason.",
            AutoscalerSettings.LOOKING)
        .arguments(
            "job or pool",
            "0..1",
            "A pool's name, or a job's id or a part of it; none for all pools.")
        .flag("history", "Shows the decisions of lately, as the running autoscaler keeps them.")
        .flag("json", "Prints JSON.")
        .option(
            "ask",
            "address",
            "Asks the running autoscaler with this admin-address (with -history the usual one by default).")
        .option("limit", "count", "Decisions that -history shows at most; 20 by default.")
        .footer(
            """

            Exit codes: 0 explained, 1 failed, 2 wrong usage or configuration, 3 Nomad, or the autoscaler that
            is asked, cannot be reached.

            Example: nomad-ops autoscaler explain batch -config autoscaler.yaml
                     nomad-ops autoscaler explain etl-nightly -ask http://127.0.0.1:9466
                     nomad-ops autoscaler explain -history batch\
            """)
        .runs(invocation -> run(invocation, time));
  }

  static ExitCode run(Invocation invocation, Clockwork time) throws Exception {
    Optional<String> about = invocation.arguments().stream().findFirst();
    if (invocation.flag("history")) {
      return HistoryText.run(invocation, about);
    }
    Answer answer = Answer.of(invocation, time, about);
    answer.why().ifPresent(why -> required(why, about.orElse(""), answer.status()));
    if (invocation.flag("json")) {
      invocation.out().println(answer.json(answer.why().orElse(answer.status())));
      return ExitCode.DONE;
    }
    Terminal terminal = invocation.around().outTerminal();
    invocation.out().println(answer.how());
    invocation.out().println();
    if (answer.why().isPresent()) {
      job(invocation, answer.why().get(), answer.status(), terminal);
      return ExitCode.DONE;
    }
    answer
        .status()
        .path("pools")
        .properties()
        .forEach(pool -> {
          if (about.isEmpty() || about.get().equals(pool.getKey())) {
            pool(invocation, pool.getKey(), pool.getValue(), terminal);
          }
        });
    QueueTables.printSkipped(invocation, answer.status());
    return ExitCode.DONE;
  }

  private static void pool(Invocation invocation, String name, JsonNode pool, Terminal terminal) {
    PoolText.lines(name, pool).forEach(invocation.out()::println);
    JsonNode demand = pool.path("demand");
    if (!demand.path("groups").isEmpty()) {
      invocation.out().println();
      invocation.out().print(QueueTables.groups(demand).text(terminal));
    }
    invocation.out().println();
  }

  private static void job(Invocation invocation, JsonNode why, JsonNode status, Terminal terminal) {
    why.path("pools")
        .properties()
        .forEach(pool -> {
          invocation.out().println("Pool " + pool.getKey() + " is to take:");
          invocation.out().print(QueueTables.groups(pool.getValue()).text(terminal));
          invocation.out().println();
          pool(invocation, pool.getKey(), status.path("pools").path(pool.getKey()), terminal);
        });
    QueueTables.printSkipped(invocation, why);
  }

  private static void required(JsonNode why, String text, JsonNode status) {
    if (why.path("pools").isEmpty() && why.path("skipped").isEmpty()) {
      throw Answer.unknown(
          text, "waits for nodes", status, "; -history tells of jobs that waited lately");
    }
  }
}
