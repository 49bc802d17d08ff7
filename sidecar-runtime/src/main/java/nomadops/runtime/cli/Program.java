package nomadops.runtime.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import nomadops.runtime.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Runs a tree of commands: arguments in, an exit code out. Never throws; a fault becomes one
/// paragraph on stderr.
public final class Program {
  private final CommandSpec root;
  private final Surroundings around;

  /// A program that has not run yet.
  ///
  /// @param root a command of [Commands#group] or [Leaf#runs]
  public Program(CommandSpec root, Surroundings around) {
    this.root = root;
    this.around = around;
  }

  /// Parses and runs.
  public ExitCode run(String... arguments) {
    CommandLine line = new CommandLine(root);
    line.setUsageHelpWidth(Math.clamp(around.outTerminal().width(), 60, 120));
    line.setUsageHelpLongOptionsMaxWidth(28);
    line.setColorScheme(
        Help.defaultColorScheme(around.outTerminal().colour() ? Help.Ansi.ON : Help.Ansi.OFF));
    line.setOut(writer(around.out()));
    line.setErr(writer(around.err()));
    try {
      return dispatch(line.parseArgs(normalise(List.of(arguments))), line);
    } catch (ParameterException e) {
      return misused(e);
    }
  }

  /// The same arguments as picocli reads them: `-address` is `--address`, as with `nomad` itself.
  public static String[] normalise(List<String> arguments) {
    return GoArguments.normalise(arguments).toArray(String[]::new);
  }

  private ExitCode dispatch(ParseResult parsed, CommandLine line) {
    if (CommandLine.executeHelpRequest(parsed) != null) {
      return ExitCode.DONE;
    }
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    Object command = last.commandSpec().userObject();
    if (command instanceof Leaf.Bound(var catalogue, var body)) {
      Invocation invocation = new Invocation(last, catalogue, around);
      return guarded(() -> body.run(invocation), parsed);
    }
    // A command written with picocli's annotations, by a module that does not stand on this one.
    if (command instanceof Callable<?> foreign) {
      return guarded(() -> ExitCode.of((Integer) foreign.call()), parsed);
    }
    last.commandSpec().commandLine().usage(around.err(), line.getColorScheme());
    return ExitCode.USAGE;
  }

  private ExitCode guarded(Callable<ExitCode> body, ParseResult parsed) {
    try {
      return body.call();
    } catch (ParameterException e) {
      return misused(e);
    } catch (Exception | StackOverflowError | OutOfMemoryError e) {
      return failed(e, debug(parsed));
    }
  }

  private static boolean debug(ParseResult parsed) {
    boolean here = parsed.hasMatchedOption("--debug");
    return here || (parsed.hasSubcommand() && debug(parsed.subcommand()));
  }

  private ExitCode failed(Throwable fault, boolean debug) {
    if (fault instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    Verdict verdict = Verdict.of(fault);
    say(verdict.message());
    if (debug) {
      fault.printStackTrace(around.err());
    } else if (verdict.isBug()) {
      around
          .err()
          .println("This is a bug in nomad-ops: run again with -debug for the stack trace.");
    }
    return verdict.code();
  }

  private ExitCode misused(ParameterException fault) {
    say(String.valueOf(fault.getMessage()));
    UnmatchedArgumentException.printSuggestions(fault, writer(around.err()));
    String name = fault.getCommandLine().getCommandSpec().qualifiedName();
    around.err().println("Run \"" + name + " -help\" for its options.");
    return ExitCode.USAGE;
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private void say(String message) {
    around.err().println(around.errTerminal().paint(Terminal.Style.RED, "Error:") + " " + message);
  }
}
