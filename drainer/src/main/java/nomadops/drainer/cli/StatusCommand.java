package nomadops.drainer.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nomadops.client.model.NodeStub;
import nomadops.client.rights.TokenAnswer;
import nomadops.drainer.drain.Seen;
import nomadops.drainer.plan.Ownership;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.Table;
import nomadops.runtime.cli.Terminal;
import nomadops.runtime.log.Logs;
import picocli.CommandLine.Model.CommandSpec;

/// `drainer status`: which nodes are out, read from Nomad alone.
final class StatusCommand {
  private StatusCommand() {}

  static CommandSpec spec(Operator operator) {
    return Choice.options(
            Leaf.of(
                "status",
                "Shows the nodes that drain, are drained or take no work, and what still runs on them.",
                DrainSettings.NOMAD))
        .flag("all", "Also nodes that take work again after a drain of ours.")
        .flag("allocs", "Also the allocations that still run on them.")
        .flag("json", "Prints JSON.")
        .footer(
            """

            CUT counts the batch work that the node's latest drain stopped before its end; nomad-ops drainer
            rerun runs it again. ENDS is when Nomad stops what is left.

            Exit codes as of drainer run.

            Example: nomad-ops drainer status -instance i-0633ac2b0d9769723 -allocs\
            """)
        .runs(invocation -> run(invocation, operator));
  }

  static ExitCode run(Invocation invocation, Operator operator) throws InterruptedException {
    Logs.setUp(
        invocation.settings(),
        invocation.around().err(),
        invocation.around().errTerminal().colour());
    Optional<Choice> choice = Choice.find(invocation);
    try (Reach reach = Reach.of(invocation.settings(), operator)) {
      List<Seen> nodes =
          choice.isPresent() ? reach.all(choice.get()) : out(reach, invocation.flag("all"));
      Optional<TokenAnswer.Blind> hidden = reach.hidden();
      List<NodeStanding> standings =
          nodes.stream()
              .map(seen -> new NodeStanding(seen, hidden.isEmpty()))
              .sorted(
                  Comparator.comparing(NodeStanding::state)
                      .thenComparing(one -> one.since().orElse(Instant.MAX))
                      .thenComparing(one -> one.seen().facts().name()))
              .toList();
      hidden.ifPresent(blind -> invocation.around().err().println("Note: " + blind.reason()));
      print(invocation, standings, hidden.isEmpty(), operator.wall().instant());
    }
    return ExitCode.DONE;
  }

  private static List<Seen> out(Reach reach, boolean all) throws InterruptedException {
    List<String> ids =
        reach.look().list().stream()
            .filter(node -> isOut(node) || (all && isOurs(node)))
            .map(NodeStub::id)
            .toList();
    return reach.look().at(ids);
  }

  private static boolean isOut(NodeStub node) {
    return node.drain() || !node.schedulingEligibility().equals("eligible");
  }

  private static boolean isOurs(NodeStub node) {
    return node.lastDrain().filter(l -> l.meta().containsKey(Ownership.INSTANCE)).isPresent();
  }

  private static void print(
      Invocation invocation, List<NodeStanding> nodes, boolean seesAll, Instant now) {
    PrintStream out = invocation.out();
    boolean allocs = invocation.flag("allocs");
    if (invocation.flag("json")) {
      out.print(StatusText.json(nodes, allocs, seesAll));
      return;
    }
    if (nodes.isEmpty()) {
      out.println("No node drains or is out: all of them take work.");
      return;
    }
    Terminal terminal = invocation.around().outTerminal();
    out.print(StatusText.nodes(nodes, now).text(terminal));
    if (allocs) {
      Table table = StatusText.allocations(nodes, now);
      out.println();
      out.print(
          table.size() == 0
              ? "No allocation that can be seen runs there.\n"
              : table.text(terminal));
    }
    long lost = nodes.stream().mapToLong(NodeStanding::lost).sum();
    if (lost > 0) {
      out.println();
      out.println(
          Words.count(lost, "batch allocation")
              + " cut off; nomad-ops drainer rerun -node ID runs again what does not run yet.");
    }
  }
}
