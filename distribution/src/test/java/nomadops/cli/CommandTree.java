package nomadops.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// The launcher's commands, for tests of what starts them.
public final class CommandTree {
  private CommandTree() {}

  /// Runs the command as the launcher does, without ending this process.
  public static ExitCode run(Surroundings around, String... arguments) {
    return new Program(NomadOps.tree(), around).run(arguments);
  }

  /// What is wrong with a command line; empty for one that names a command which does something,
  /// and only options that it has. Nothing is run.
  public static Optional<String> fault(List<String> words) {
    try {
      ParseResult last = new CommandLine(NomadOps.tree()).parseArgs(Program.normalise(words));
      List<String> path = new ArrayList<>();
      while (last.hasSubcommand()) {
        last = last.subcommand();
        path.add(last.commandSpec().name());
      }
      boolean acts = last.commandSpec().userObject() != null || last.isUsageHelpRequested();
      return acts ? Optional.empty() : Optional.of("names no command that does something: " + path);
    } catch (ParameterException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
