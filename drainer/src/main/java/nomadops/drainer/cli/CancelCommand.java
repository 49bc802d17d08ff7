package nomadops.drainer.cli;

import nomadops.drainer.drain.Clients.Restored;
import nomadops.drainer.drain.Seen;
import nomadops.drainer.plan.Ownership;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Refused;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.log.Logs;
import picocli.CommandLine.Model.CommandSpec;

/// `drainer cancel`: takes back a drain of ours, and nobody else's.
final class CancelCommand {
  private CancelCommand() {}

  static CommandSpec spec(Operator operator) {
    return Choice.options(
            Leaf.of(
                "cancel",
                "Ends a drain that the drainer started, and lets its node take work again.",
                DrainSettings.NOMAD))
        .footer(
            """

            A drain that somebody else started, or ended, is left alone.

            Exit codes: 0 the node takes work, 1 failed, 2 wrong usage or configuration, 3 Nomad cannot be
            reached, 4 refused: the drain is not ours.

            Example: nomad-ops drainer cancel -node 1a2b3c4d\
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
      Seen seen = reach.one(choice);
      String id = seen.facts().id();
      String said =
          switch (reach.clients().restore(id, Ownership.of(seen.instance()))) {
            case Restored.Done _ -> " takes work again";
            case Restored.Needless _ -> " takes work already, and does not drain";
            case Restored.NotOurs(String reason) -> throw new Refused(refusal(seen, reason));
          };
      invocation.out().println(seen.named() + said);
    }
    return ExitCode.DONE;
  }

  private static String refusal(Seen seen, String reason) {
    String command =
        seen.facts().drain().isPresent()
            ? "nomad node drain -disable "
            : "nomad node eligibility -enable ";
    return seen.named()
        + " is left alone: "
        + reason
        + "; if you know better: "
        + command
        + seen.facts().id();
  }
}
