package nomadops.runtime.acl;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;
import picocli.CommandLine.Model.CommandSpec;

/// A command that came to its end: an exit code and what it printed.
public record Ran(ExitCode code, String out, String err) {

  /// Runs it in this process.
  public static Ran of(CommandSpec tool, Map<String, String> environment, String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings around =
        new Surroundings(
            environment,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Terminal.PIPE,
            Terminal.PIPE);
    ExitCode code = new Program(Commands.group("nomad-ops", "for a test", tool), around).run(words);
    return new Ran(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
