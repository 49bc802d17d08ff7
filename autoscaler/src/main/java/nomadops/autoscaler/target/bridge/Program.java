package nomadops.autoscaler.target.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs a program once. Its input and outputs are files of a folder that only we can read: what it
/// leaves behind may hold a pipe open for ever, and cannot hold up a file.
final class Program {
  /// What became of it.
  sealed interface Run {
    /// For people: the start of what it wrote to its standard error.
    String said();

    record Ended(int code, String output, String said) implements Run {}

    record Killed(String why, String said) implements Run {}

    record NotStarted(String said) implements Run {}
  }

  private static final int MOST_BYTES = 4_000_000;
  private static final int MOST_SAID = 8_192;
  private static final int MOST_LINES = 5;
  private static final int GLANCE_MILLIS = 20;

  private final Map<String, String> environment;

  Program(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  Run run(ExecTerms terms, String word, byte[] input) throws InterruptedException {
    try {
      Path folder = Files.createTempDirectory("nomad-ops-");
      try {
        return run(terms, word, input, folder);
      } finally {
        for (String name : List.of("in", "out", "err")) {
          boolean _ = Files.deleteIfExists(folder.resolve(name));
        }
        Files.delete(folder);
      }
    } catch (IOException e) {
      return new Run.NotStarted(String.valueOf(e.getMessage()));
    }
  }

  private Run run(ExecTerms terms, String word, byte[] input, Path folder)
      throws IOException, InterruptedException {
    Path in = Files.write(folder.resolve("in"), input);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    List<String> command = new ArrayList<>(terms.command());
    command.add(word);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      String why = await(process, terms.timeout(), List.of(out, err));
      if (!why.isEmpty()) {
        return new Run.Killed(why, said(err));
      }
      return Files.size(out) > MOST_BYTES
          ? new Run.Killed("its output is longer than " + MOST_BYTES + " bytes", said(err))
          : new Run.Ended(
              process.exitValue(), new String(Files.readAllBytes(out), UTF_8), said(err));
    } finally {
      kill(process);
    }
  }

  /// Why it must be killed; empty when it ended.
  private static String await(Process process, Duration most, List<Path> outputs)
      throws InterruptedException, IOException {
    // Counted in waits: nothing here reads a clock.
    for (long left = most.toMillis(); left > 0; left -= GLANCE_MILLIS) {
      if (process.waitFor(Math.min(left, GLANCE_MILLIS), TimeUnit.MILLISECONDS)) {
        return "";
      }
      for (Path output : outputs) {
        if (Files.size(output) > MOST_BYTES) {
          return "it wrote more than " + MOST_BYTES + " bytes";
        }
      }
    }
    return "it ran longer than " + most.toMillis() + " ms";
  }

  /// The ones that it started first, or nobody would know whose they were.
  private static void kill(Process process) {
    if (process.isAlive()) {
      List<ProcessHandle> family;
      try (Stream<ProcessHandle> descendants = process.descendants()) {
        family = descendants.collect(Collectors.toList());
      }
      family.forEach(ProcessHandle::destroyForcibly);
      Process _ = process.destroyForcibly();
    }
  }

  private static String said(Path err) throws IOException {
    try (InputStream from = Files.newInputStream(err)) {
      return new String(from.readNBytes(MOST_SAID), UTF_8)
          .lines()
          .limit(MOST_LINES)
          .collect(Collectors.joining(" | "));
    }
  }
}
