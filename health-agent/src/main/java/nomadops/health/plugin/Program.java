package nomadops.health.plugin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import nomadops.client.time.Ticker;

/// Runs a program once, with nothing to read and nowhere to write errors to. Its output is taken
/// only where some is there, so that nothing which it left behind holds us up by holding the pipe.
final class Program {
  /// What became of it.
  sealed interface Run {
    record Ended(int code, String said) implements Run {}

    record Killed(String said) implements Run {}

    record NotStarted(String why) implements Run {}
  }

  private static final File NOTHING = new File("/dev/null");

  /// In the environment of all that a run starts, so that it can be found without its parent.
  private static final String MARK = "NOMAD_OPS_CHECK_RUN";

  private static final AtomicLong RUNS = new AtomicLong();
  private static final int MOST_PASSES = 5;
  private static final long SHORT_MILLIS = 1;
  private static final long LONG_MILLIS = 20;

  private final List<String> command;
  private final Map<String, String> environment;
  private final Ticker ticker;

  Program(List<String> command, Map<String, String> environment, Ticker ticker) {
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.ticker = ticker;
  }

  /// @param within after which it is killed, with all that it started
  Run run(Duration within) throws InterruptedException {
    long end = ticker.nanos() + within.toNanos();
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(NOTHING)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment);
    String mark = ProcessHandle.current().pid() + "-" + RUNS.incrementAndGet();
    builder.environment().put(MARK, mark);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new Run.NotStarted(String.valueOf(e.getMessage()));
    }
    Set<ProcessHandle> family = new HashSet<>();
    try {
      return await(process, end, family);
    } finally {
      kill(process, family);
      killMarked(MARK + "=" + mark + "\0");
      close(process);
    }
  }

  private Run await(Process process, long end, Set<ProcessHandle> family)
      throws InterruptedException {
    InputStream out = process.getInputStream();
    FirstLine said = new FirstLine();
    byte[] buffer = new byte[16_384];
    long glance = SHORT_MILLIS;
    while (end - ticker.nanos() > 0) {
      // Soon again while it talks, or a full pipe would make it slow.
      glance = drain(out, buffer, said, end) ? SHORT_MILLIS : Math.min(LONG_MILLIS, glance * 2);
      if (process.waitFor(glance, TimeUnit.MILLISECONDS)) {
        boolean _ = drain(out, buffer, said, end);
        return new Run.Ended(process.exitValue(), said.text());
      }
      if (glance == LONG_MILLIS) {
        // Known before it ends: whose they were cannot be told after that.
        family.addAll(descendants(process));
      }
    }
    return new Run.Killed(said.text());
  }

  /// Whether there was anything.
  private boolean drain(InputStream out, byte[] buffer, FirstLine said, long end) {
    boolean some = false;
    try {
      while (out.available() > 0 && end - ticker.nanos() > 0) {
        int read = out.read(buffer, 0, Math.min(buffer.length, out.available()));
        if (read <= 0) {
          break;
        }
        said.add(buffer, read);
        some = true;
      }
    } catch (IOException ignored) {
      // It closed its output: what it said until then stands.
    }
    return some;
  }

  /// All that it started first, or nobody would know whose they were; again, for those that were
  /// started meanwhile.
  private static void kill(Process process, Set<ProcessHandle> family) {
    family.forEach(ProcessHandle::destroyForcibly);
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      List<ProcessHandle> found = descendants(process);
      boolean fresh = family.addAll(found);
      found.forEach(ProcessHandle::destroyForcibly);
      if (!fresh) {
        break;
      }
    }
    Process _ = process.destroyForcibly();
  }

  /// Those whose parent was gone before they were seen: started in the last moment, or left behind.
  private static void killMarked(String mark) {
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
        List<ProcessHandle> found = all.filter(p -> environ(p).contains(mark)).toList();
        if (found.isEmpty()) {
          return;
        }
        found.forEach(ProcessHandle::destroyForcibly);
      }
    }
  }

  /// Empty where there is no such file, or where it is another user's.
  private static String environ(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/environ"), ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static List<ProcessHandle> descendants(Process process) {
    try (Stream<ProcessHandle> all = process.descendants()) {
      return all.toList();
    }
  }

  /// Who still writes then is ended by the next write.
  private static void close(Process process) {
    try {
      process.getInputStream().close();
    } catch (IOException ignored) {
      // Nothing more is read of it.
    }
  }
}
