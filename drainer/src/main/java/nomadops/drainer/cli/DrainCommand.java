package nomadops.drainer.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.client.rights.TokenAnswer;
import nomadops.drainer.Journal;
import nomadops.drainer.drain.Seen;
import nomadops.runtime.Closer;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Refused;
import nomadops.runtime.audit.AuditLog;
import nomadops.runtime.audit.AuditPolicy;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.Screen;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.config.Resolved;
import nomadops.runtime.log.Logs;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;

/// `drainer drain`: one node, as `drainer run` drains it when its cloud asks.
final class DrainCommand {
  private static final Logger LOG = LoggerFactory.getLogger(DrainCommand.class);

  private DrainCommand() {}

  static CommandSpec spec(Operator operator) {
    return Choice.options(
            Leaf.of(
                "drain",
                "Drains one node and follows until it is empty; says what was cut off.",
                DrainSettings.DRAIN))
        .flag("self", "The node of the agent that is asked.")
        .flag("no-deadline", "Lets allocations take as long as they like.")
        .flag("force", "Stops what runs at once.")
        .flag("ignore-system-jobs", "Leaves system jobs on the node.")
        .option("reason", "text", "Why; shown by drainer status and by Nomad.")
        .flag("detach", "Ends when the drain has begun; it goes on in Nomad.")
        .flag("yes", "Does not ask. Where stdin or stderr is no terminal, nothing is asked either.")
        .flag("json", "Prints the summary as JSON.")
        .footer(
            """

            A node that drains already is joined: its end is only ever made sooner. Ctrl-C ends the watching,
            not the drain.

            Exit codes: 0 the node is empty, also when batch work was cut off (with -detach: the drain has
            begun), 1 it is not: time was up, somebody cancelled the drain, the node went down, or nobody
            watches any longer, 2 wrong usage or configuration, 3 Nomad cannot be reached, 4 refused: by you
            or because the node is down.

            Example: nomad-ops drainer drain -node 1a2b3c4d -deadline 30m -reason "kernel update"\
            """)
        .runs(invocation -> run(invocation, operator));
  }

  @SuppressWarnings("try") // what is closed may be interrupted
  static ExitCode run(Invocation invocation, Operator operator) throws Exception {
    Surroundings around = invocation.around();
    Screen screen = new Screen(around.err(), around.errTerminal());
    Resolved settings = invocation.settings();
    Logs.setUp(settings, screen.above(), around.errTerminal().colour());
    settings.warnings().forEach(LOG::warn);
    Choice choice = Choice.requireOrSelf(invocation);
    DrainWish wish = DrainWish.of(invocation);
    try (Closer closer = new Closer()) {
      Reach reach = closer.register(Reach.of(settings, operator));
      Optional<TokenAnswer.Blind> hidden = reach.hiddenFromDrainer();
      hidden.ifPresent(blind -> LOG.warn("{}", blind.reason()));
      Seen seen = reach.one(choice);
      if (seen.facts().isDown()) {
        throw new Refused(seen.named() + " is down: there is nothing on it that could be drained");
      }
      boolean ask = !invocation.flag("yes");
      if (ask && !Question.goesOn(seen, hidden.isEmpty(), around, operator.keyboard())) {
        throw new Refused("not drained, as you say");
      }
      Optional<AuditLog> audit =
          settings.find(DrainSettings.AUDIT_LOG).map(path -> closer.register(log(path, operator)));
      DrainSummary summary =
          new OneDrain(
                  reach,
                  operator,
                  new Journal(audit, operator.wall()),
                  screen,
                  around.errTerminal().interactive())
              .run(
                  seen,
                  wish,
                  hidden.isEmpty(),
                  invocation.flag("detach"),
                  new AgainCommand(settings, seen.facts().id()));
      boolean json = invocation.flag("json");
      invocation.out().print(json ? summary.json() : summary.text(around.outTerminal()));
      return summary.code();
    }
  }

  private static AuditLog log(Path path, Operator operator) {
    return AuditLog.open(
        path,
        new AuditPolicy(AuditPolicy.Sync.EVERY_RECORD, OptionalLong.empty()),
        operator.wall());
  }
}
