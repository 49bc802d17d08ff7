package nomadops.gc.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Keyboard;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;

/// One command as a shell sees it: arguments in, an exit code and two streams out.
record GcRun(ExitCode code, String out, String err) {

  /// Runs `gc` in this process, without a lock.
  static GcRun of(URI nomad, Clockwork time, String... arguments) {
    return of(nomad, time, Terminal.PIPE, "", arguments);
  }

  /// Somebody sits at the terminal and answers each question so.
  static GcRun answering(URI nomad, String answer, String... arguments) {
    return of(nomad, Clockwork.system(), new Terminal(true, false, 120), answer, arguments);
  }

  private static GcRun of(
      URI nomad, Clockwork time, Terminal terminal, String answer, String... arguments) {
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
            terminal);
    ExitCode code =
        new Program(
                Commands.group("nomad-ops", "Tests.", GcCommand.spec(time, keyboard(answer))),
                around)
            .run(all.toArray(String[]::new));
    return new GcRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static Keyboard keyboard(String answer) {
    return new Keyboard() {
      @Override
      public boolean isThere() {
        return true;
      }

      @Override
      public Optional<String> line() {
        return Optional.of(answer);
      }
    };
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
