package nomadops.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Programs of the machine that packages are looked at with. */
public final class Tool {
  private static final int BOUND_SECONDS = 120;

  record Ended(int exitCode, String out, String err) {}

  private Tool() {}

  /** Whether it is on the PATH. */
  public static boolean there(String program) {
    return found(program).isPresent();
  }

  /** Where it is on the PATH. */
  public static Optional<Path> found(String program) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      Path file = Path.of(folder.isEmpty() ? "." : folder, program);
      if (Files.isExecutable(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  /** Runs it to its end, in this folder. */
  static Ended run(Path folder, String... words) throws IOException, InterruptedException {
    Path out = Files.createTempFile("tool", ".out");
    Path err = Files.createTempFile("tool", ".err");
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            String.format(Locale.ROOT, "%s did not end: %s", words[0], Files.readString(err)));
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }
}
