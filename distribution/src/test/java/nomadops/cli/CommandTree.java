package nomadops.cli;

import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;

/// The launcher's commands, for tests of what starts them.
public final class CommandTree {
  private CommandTree() {}

  /// Runs the command as the launcher does, without ending this process.
  public static ExitCode run(Surroundings around, String... arguments) {
    return new Program(NomadOps.tree(), around).run(arguments);
  }

  /// Whether this build has a command of that name, such as `gc`.
  public static boolean has(String name) {
    return NomadOps.tree().subcommands().containsKey(name);
  }
}
