package nomadops.health.plugin;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import nomadops.client.time.Ticker;
import nomadops.health.check.Check;
import nomadops.health.check.Finding;

/// A program of the operator's own, as node-problem-detector's custom plug-ins are: it ends with 0
/// when all is well, with 1 when it is not and with anything else when it cannot tell; the first
/// line of its standard output is the reason. Only 1 is FAIL: a program that crashed, hung or is
/// missing says nothing about the client.
public final class PluginCheck implements Check {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /// The system's code for one that a signal ended is this and the signal's number.
  private static final int SIGNALLED = 128;

  private static final int LAST_SIGNAL = 64;

  private final String name;
  private final List<String> command;
  private final Program program;

  /// @param name as in metrics and reports
  /// @param command the program, and what it is told; no shell reads it
  /// @param environment all that it gets, beside a mark by which what it starts is found and ended:
  ///   nothing of this process's own, which may hold tokens
  public PluginCheck(
      String name, List<String> command, Map<String, String> environment, Ticker ticker) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the plug-in's name is \""
              + name
              + "\": take lower case letters, digits and dashes, e.g. disk-space");
    }
    if (command.isEmpty() || command.getFirst().isBlank()) {
      throw new IllegalArgumentException(
          "the plug-in " + name + " has no command: name its program, e.g. /usr/local/bin/" + name);
    }
    this.name = name;
    this.command = List.copyOf(command);
    this.program = new Program(command, environment, ticker);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Finding look(Duration within) throws InterruptedException {
    // A tenth is left for ending it.
    Duration most = within.multipliedBy(9).dividedBy(10);
    return switch (program.run(most)) {
      case Program.Run.Ended(int code, String said) -> ended(code, said);
      case Program.Run.Killed(String said) ->
          Finding.unknown(
              "it did not end in " + most.toMillis() + " ms and was killed" + after(said));
      case Program.Run.NotStarted(String why) -> Finding.unknown(notStarted(why));
    };
  }

  private static Finding ended(int code, String said) {
    return switch (code) {
      case 0 -> Finding.ok(said.isEmpty() ? "it ended with 0" : said);
      case 1 -> Finding.fail(said.isEmpty() ? "it ended with 1 and gave no reason" : said);
      case 2 -> Finding.unknown(said.isEmpty() ? "it ended with 2 and gave no reason" : said);
      default ->
          Finding.unknown(
              (code > SIGNALLED && code <= SIGNALLED + LAST_SIGNAL
                      ? "it was ended by signal " + (code - SIGNALLED)
                      : "it ended with " + code + ", where 0, 1 and 2 have a meaning")
                  + after(said));
    };
  }

  private static String after(String said) {
    return said.isEmpty() ? "" : ": " + said;
  }

  private String notStarted(String why) {
    String program = command.getFirst();
    if (!program.contains("/")) {
      return program + " cannot be started (" + why + "): give its whole path";
    }
    Path file = Path.of(program);
    if (Files.notExists(file)) {
      return "there is no " + program + ": install it, or correct its path";
    }
    if (Files.isDirectory(file)) {
      return program + " is a folder: name a program in it";
    }
    if (!Files.isExecutable(file)) {
      return program + " may not be run by this process: chmod +x, and its folders' modes";
    }
    return program + " cannot be started, is the interpreter of its first line there? " + why;
  }
}
