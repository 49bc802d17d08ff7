package nomadops.snapshot.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import nomadops.runtime.Signals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;

/// One command as a shell sees it: arguments in, an exit code and two streams out.
record SnapshotRun(ExitCode code, String out, String err) {

  static SnapshotRun of(URI nomad, Path target, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("-target=" + target);
    return of(new FakeSignals(), Clockwork.system(), Map.of("NOMAD_ADDR", nomad.toString()), all);
  }

  static SnapshotRun of(
      Signals signals, Clockwork time, Map<String, String> environment, List<String> arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of("snapshot"));
    all.addAll(arguments);
    Surroundings around =
        new Surroundings(environment, stream(out), stream(err), Terminal.PIPE, Terminal.PIPE);
    ExitCode code =
        new Program(
                Commands.group("nomad-ops", "Tests.", SnapshotCommand.spec(signals, time)), around)
            .run(all.toArray(String[]::new));
    return new SnapshotRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
