package nomadops.gc.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;

/// One command as a shell sees it: arguments in, an exit code and two streams out.
record GcRun(ExitCode code, String out, String err) {

  /// Runs `gc` in this process, without a lock.
  static GcRun of(URI nomad, Clockwork time, String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of("gc"));
    all.addAll(List.of(arguments));
    all.add("-leader=none");
    Surroundings around =
        new Surroundings(
            Map.of("NOMAD_ADDR", nomad.toString()),
            stream(out),
            stream(err),
            Terminal.PIPE,
            Terminal.PIPE);
    ExitCode code =
        new Program(Commands.group("nomad-ops", "Tests.", GcCommand.spec(time)), around)
            .run(all.toArray(String[]::new));
    return new GcRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
