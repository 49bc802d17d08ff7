package nomadops.autoscaler.cli;

import nomadops.autoscaler.Clockwork;
import nomadops.runtime.Signals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Leaf;
import picocli.CommandLine.Model.CommandSpec;

/// The command `autoscaler`.
public final class AutoscalerCommand {
  private AutoscalerCommand() {}

  /// Every command of the autoscaler, to be put under the program's root.
  public static CommandSpec spec() {
    return spec(Signals.ofProcess(), RunCommand.system());
  }

  static CommandSpec spec(Signals signals, Clockwork time) {
    CommandSpec run =
        Leaf.of(
                "run",
                "Sizes the pools by what waits for them, and gives back only what is empty.",
                AutoscalerSettings.CATALOGUE)
            .footer(
                """

                Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 3 Nomad cannot be reached,
                4 refused by a guard.

                Example: NOMAD_ADDR=http://10.0.0.1:4646 nomad-ops autoscaler run -config autoscaler.yaml
                To see what it would do: nomad-ops autoscaler plan -config autoscaler.yaml\
                """)
            .runs(invocation -> RunCommand.run(invocation, signals, time));
    return Commands.group(
        "autoscaler",
        "Sizes the pools of clients by what waits for them.",
        run,
        PreflightCommand.spec(time),
        PlanCommand.spec(time),
        ExplainCommand.spec(time),
        ValidateCommand.spec(time),
        RecordCommand.spec(signals, time),
        SimulateCommand.spec(time),
        PauseCommand.pause(time.wall()),
        PauseCommand.resume(),
        Commands.config(AutoscalerSettings.CATALOGUE));
  }
}
