package nomadops.health.cli;

import nomadops.runtime.Signals;
import nomadops.runtime.cli.Commands;
import picocli.CommandLine.Model.CommandSpec;

/// The command `health`.
public final class HealthCommand {
  private HealthCommand() {}

  /// Every command of the health agent, to be put under the program's root.
  public static CommandSpec spec() {
    return spec(Signals.ofProcess(), Clockwork.system());
  }

  static CommandSpec spec(Signals signals, Clockwork time) {
    return Commands.group(
        "health",
        "Checks clients, takes sick ones out of scheduling, and probes servers.",
        CheckCommand.spec(time),
        AgentCommand.spec(signals, time),
        ControllerCommand.spec(signals, time),
        QuarantinedCommand.spec(),
        PauseCommand.pause(time.wall()),
        PauseCommand.resume(),
        ServerProbeCommand.spec(signals, time),
        PreflightCommand.spec(time),
        Commands.config(AgentSettings.CATALOGUE));
  }
}
