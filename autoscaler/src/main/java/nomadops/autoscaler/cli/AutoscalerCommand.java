package nomadops.autoscaler.cli;

import java.time.InstantSource;
import nomadops.runtime.cli.Commands;
import picocli.CommandLine.Model.CommandSpec;

/// The command `autoscaler`.
public final class AutoscalerCommand {
  private AutoscalerCommand() {}

  /// Every command of the autoscaler, to be put under the program's root.
  public static CommandSpec spec() {
    return Commands.group(
        "autoscaler",
        "Sizes the pools of clients by what waits for them.",
        PauseCommand.pause(InstantSource.system()),
        PauseCommand.resume(),
        Commands.config(AutoscalerSettings.CATALOGUE));
  }
}
