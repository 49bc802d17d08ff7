package nomadops.simulator.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One agent under a shell that outlives nobody: it ends the agent when its standard input does,
/// and that happens however this JVM ends, `kill -9` included.
final class AgentProcess implements AutoCloseable {
  private static final int TAIL_LINES = 30;
  private static final int KILL_SECONDS = 10;

  /// `$@` is the agent's command line. A shell gives its background jobs an empty input, hence the
  /// third descriptor.
  private static final String LEASH =
      """
      exec 3<&0
      "$@" 3<&- </dev/null &
      agent=$!
      (
        cat <&3
        kill "$agent"
        for _ in $(seq "$STOP_SECONDS"); do kill -0 "$agent" && sleep 1; done
        kill -9 "$agent"
      ) >/dev/null 2>&1 &
      leash=$!
      wait "$agent"
      ended=$?
      kill "$leash" 2>/dev/null
      exit "$ended"
      """;

  private final Process shell;
  private final Path log;
  private final Duration stopWithin;

  private AgentProcess(Process shell, Path log, Duration stopWithin) {
    this.shell = shell;
    this.log = log;
    this.stopWithin = stopWithin;
  }

  static AgentProcess start(Path binary, List<Path> configs, Path log, Duration stopWithin) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("/bin/sh", "-c", LEASH, "nomad-leash", binary.toString(), "agent"));
    configs.forEach(config -> command.add("-config=" + config));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("STOP_SECONDS", Long.toString(stopWithin.toSeconds() + 1));
      return new AgentProcess(builder.start(), log, stopWithin);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + binary, e);
    }
  }

  boolean ended() {
    return !shell.isAlive();
  }

  /// Waits up to this long; true when the agent has ended by then.
  boolean endsWithin(Duration time) throws InterruptedException {
    return shell.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// The last lines that the agent wrote.
  String tail() {
    try {
      List<String> lines =
          new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    } catch (IOException e) {
      return "(its log cannot be read: " + e + ")";
    }
  }

  /// Asks the agent to end, and kills it and everything it started when it does not.
  @Override
  public void close() {
    List<ProcessHandle> family = shell.descendants().toList();
    try {
      shell.getOutputStream().close();
      shell.waitFor(stopWithin.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IOException _) {
      // The pipe is broken already: the shell is gone.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    family.forEach(AgentProcess::kill);
    kill(shell.toHandle());
  }

  private static void kill(ProcessHandle process) {
    process.destroyForcibly();
    try {
      process.onExit().get(KILL_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("process " + process.pid() + " survives its kill", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
