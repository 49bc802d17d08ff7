package nomadops.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts the packaged launcher as a process of its own. */
final class Launcher {
  static final Path HOME = Path.of(System.getProperty("nomadops.home"));
  private static final int BOUND_SECONDS = 90;

  record Ended(int exitCode, String out, String err) {}

  private Launcher() {}

  /** Runs it to its end with this process' Java. */
  static Ended run(Path folder, String... words) throws IOException, InterruptedException {
    return run(folder, Map.of("NOMAD_OPS_JAVA_HOME", System.getProperty("java.home")), words);
  }

  /** Runs it to its end with nothing in the environment but PATH and these. */
  static Ended run(Path folder, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    Process process =
        builder(environment, words)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(String.join(" ", words) + " did not end: " + Files.readString(err));
    }
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  static ProcessBuilder builder(Map<String, String> environment, String... words) {
    List<String> command = new ArrayList<>(List.of(HOME.resolve("bin/nomad-ops").toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().put("PATH", System.getenv("PATH"));
    builder.environment().putAll(environment);
    return builder;
  }

  static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
