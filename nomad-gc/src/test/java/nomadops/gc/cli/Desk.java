package nomadops.gc.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Signals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Keyboard;
import nomadops.runtime.cli.Program;
import nomadops.runtime.cli.Surroundings;
import nomadops.runtime.cli.Terminal;

/// An operator's desk: `gc bankrupt` in this process, somebody or nobody at the keyboard, and
/// signals that a test sends.
final class Desk {
  private final URI nomad;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, Runnable> handlers = new ConcurrentHashMap<>();
  private final AtomicInteger halted = new AtomicInteger(-1);
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Clockwork time = Clockwork.system();
  private Optional<String> typed = Optional.empty();
  private boolean there;

  Desk(URI nomad) {
    this.nomad = nomad;
  }

  Desk withTime(Clockwork value) {
    time = value;
    return this;
  }

  Desk withToken(String token) {
    environment.put("NOMAD_TOKEN", token);
    return this;
  }

  /// Somebody is there, and types this at whatever question.
  Desk types(String line) {
    there = true;
    typed = Optional.of(line);
    return this;
  }

  void signal(String name) {
    Runnable handler = handlers.get(name);
    if (handler == null) {
      throw new IllegalStateException("nobody handles SIG" + name);
    }
    handler.run();
  }

  int halted() {
    return halted.get();
  }

  /// What was said on stderr so far.
  String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /// `gc bankrupt` with these words.
  GcRun bankrupt(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    environment.put("NOMAD_ADDR", nomad.toString());
    List<String> all = new ArrayList<>(List.of("gc", "bankrupt"));
    all.addAll(List.of(arguments));
    Surroundings around =
        new Surroundings(environment, stream(out), stream(err), Terminal.PIPE, Terminal.PIPE);
    ExitCode code =
        new Program(
                Commands.group(
                    "nomad-ops",
                    "Tests.",
                    Commands.group(
                        "gc", "Tests.", BankruptCommand.spec(time, keyboard(), signals()))),
                around)
            .run(all.toArray(String[]::new));
    return new GcRun(code, out.toString(StandardCharsets.UTF_8), said());
  }

  private Keyboard keyboard() {
    return new Keyboard() {
      @Override
      public boolean isThere() {
        return there;
      }

      @Override
      public Optional<String> line() {
        return typed;
      }
    };
  }

  private Signals signals() {
    return new Signals() {
      @Override
      public void on(String signal, Runnable handler) {
        handlers.put(signal, handler);
      }

      @Override
      public void halt(int exitCode) {
        halted.set(exitCode);
      }
    };
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
