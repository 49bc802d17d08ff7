package nomadops.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.runtime.cli.Program;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Whether words are a command line of ours, without running it. */
public final class CommandLines {
  private CommandLines() {}

  /**
   * What is wrong with it; empty for one that names a command which does something, and only
   * options that it has.
   */
  public static Optional<String> fault(List<String> words) {
    try {
      ParseResult parsed = new CommandLine(NomadOps.tree()).parseArgs(Program.normalise(words));
      List<String> path = new ArrayList<>();
      ParseResult last = parsed;
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
