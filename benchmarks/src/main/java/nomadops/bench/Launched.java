package nomadops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A `nomad-ops` as an operator starts it: by the launcher, with its JVM options, as a process of
/// its own.
public final class Launched implements AutoCloseable {
  private static final int GRACE_SECONDS = 15;
  private final Process process;
  private final Path err;

  private Launched(Process process, Path err) {
    this.process = process;
    this.err = err;
  }

  /// Starts it, and returns at once.
  ///
  /// @param tool its first word; the system property `nomadops.bench.TOOL.options` has further JVM
  ///   options, for a profile of it
  /// @param environment instead of whatever this process has of Nomad and AWS
  /// @param words the rest of the command line
  public static Launched start(String tool, Map<String, String> environment, List<String> words)
      throws IOException {
    Path err = Files.createTempFile("nomad-ops-" + tool, ".log");
    Path home = Path.of(System.getProperty("nomadops.home"));
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin").resolve("nomad-ops").toString());
    command.add(tool);
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> all = builder.environment();
    all.keySet().removeIf(name -> name.startsWith("NOMAD_") || name.startsWith("AWS_"));
    all.putAll(environment);
    all.put("NOMAD_OPS_JAVA_HOME", System.getProperty("java.home"));
    all.put("NOMAD_OPS_JAVA_OPTS", System.getProperty("nomadops.bench." + tool + ".options", ""));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(err.toFile());
    return new Launched(builder.start(), err);
  }

  public boolean running() {
    return process.isAlive();
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /// Processor time so far, in seconds; NaN where the system does not tell.
  public static double cpuSeconds(ProcessHandle process) {
    return process.info().totalCpuDuration().map(cpu -> cpu.toNanos() / 1e9).orElse(Double.NaN);
  }

  /// Every line that it has logged.
  public List<String> log() throws IOException {
    return Files.readAllLines(err);
  }

  /// What it said lastly, for an error message.
  public String said() throws IOException {
    List<String> lines = log();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  /// What SIGKILL does; nothing of it runs any more when this returns.
  public void kill() throws InterruptedException {
    int _ = process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        Process _ = process.destroyForcibly();
      }
      boolean _ = Files.deleteIfExists(err);
    } catch (InterruptedException e) {
      Process _ = process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // A temporary file that stays is no reason to fail a measurement.
    }
  }
}
