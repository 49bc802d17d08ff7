package nomadops.bench.drainer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import nomadops.bench.Resident;

/// `nomad-ops drainer run` as an operator starts it: by the launcher, as a process of its own.
final class LaunchedDrainer implements AutoCloseable {
  private static final int GRACE_SECONDS = 15;
  private final Process process;
  private final Path err;

  private LaunchedDrainer(Process process, Path err) {
    this.process = process;
    this.err = err;
  }

  /// Starts it, and returns at once.
  ///
  /// @param visibility how long it hides a message at a time
  static LaunchedDrainer start(URI nomad, String queue, URI autoscaling, Duration visibility)
      throws IOException {
    Path err = Files.createTempFile("nomad-ops-drainer", ".log");
    Path home = Path.of(System.getProperty("nomadops.home"));
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                home.resolve("bin").resolve("nomad-ops").toString(),
                "drainer",
                "run",
                "--address=" + nomad,
                "--queues=" + queue,
                "--autoscaling-endpoint=" + autoscaling,
                "--visibility=" + visibility.toSeconds() + "s",
                "--admin-address=127.0.0.1:0"));
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("NOMAD_") || name.startsWith("AWS_"));
    environment.put("AWS_ACCESS_KEY_ID", "x");
    environment.put("AWS_SECRET_ACCESS_KEY", "x");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("NOMAD_OPS_JAVA_HOME", System.getProperty("java.home"));
    // For a profile of it.
    environment.put(
        "NOMAD_OPS_JAVA_OPTS", System.getProperty("nomadops.bench.drainer.options", ""));
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(err.toFile());
    return new LaunchedDrainer(builder.start(), err);
  }

  boolean running() {
    return process.isAlive();
  }

  double peakResidentMb() throws IOException {
    return Resident.peakMb(process.pid());
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /// Processor time so far, in seconds; NaN where the system does not tell.
  static double cpuSeconds(ProcessHandle process) {
    return process.info().totalCpuDuration().map(cpu -> cpu.toNanos() / 1e9).orElse(Double.NaN);
  }

  /// What it said lastly, for an error message.
  String said() throws IOException {
    List<String> lines = Files.readAllLines(err);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  /// What SIGKILL does; nothing of it runs any more when this returns.
  void kill() throws InterruptedException {
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
