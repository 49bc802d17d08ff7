package nomadops.drainer.cli;

import nomadops.runtime.Signals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Leaf;
import picocli.CommandLine.Model.CommandSpec;

/// The command `drainer`.
public final class DrainerCommand {
  private DrainerCommand() {}

  /// `drainer run`, what an operator types, and `drainer config`, to be put under the program's
  /// root.
  public static CommandSpec spec() {
    return spec(Signals.ofProcess());
  }

  static CommandSpec spec(Signals signals) {
    return spec(signals, Operator.ofProcess(signals));
  }

  static CommandSpec spec(Signals signals, Operator operator) {
    CommandSpec run =
        Leaf.of(
                "run",
                "Drains clients before the cloud takes them, and lets their groups go on when they are empty.",
                DrainerSettings.CATALOGUE)
            .footer(
                """

                Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 Nomad cannot be reached,
                4 refused by a guard.

                Example: NOMAD_ADDR=http://10.0.0.1:4646 nomad-ops drainer run
                  -queues https://sqs.us-east-1.amazonaws.com/123456789012/terminations
                On the instance that is to be drained: nomad-ops drainer run -self
                To see what would be done: nomad-ops drainer run -dry-run -queues URL\
                """)
            .runs(invocation -> RunCommand.run(invocation, signals));
    return Commands.group(
        "drainer",
        "Drains clients before the cloud takes them.",
        run,
        PreflightCommand.spec(),
        StatusCommand.spec(operator),
        DrainCommand.spec(operator),
        CancelCommand.spec(operator),
        RerunCommand.spec(operator),
        Commands.config(DrainerSettings.CATALOGUE));
  }
}
