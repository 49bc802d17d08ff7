package nomadops.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// `nomad-ops gc run` as an operator runs it: the launcher, a process of its own, a policy file, an
/// audit log.
final class CollectorProcess implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private final Process process;
  private final Path folder;
  private final AuditTail audit;

  private CollectorProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
    this.audit = new AuditTail(folder.resolve("audit.ndjson"));
  }

  /// @param policy YAML of the retention rules
  /// @param options further words of the command line
  static CollectorProcess start(URI address, String policy, List<String> options)
      throws IOException {
    Path folder = Files.createTempDirectory("nomad-ops-bench");
    Files.writeString(folder.resolve("gc.yaml"), policy);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("nomadops.home"), "bin", "nomad-ops").toString());
    command.addAll(List.of("gc", "run", "--config", folder.resolve("gc.yaml").toString()));
    command.addAll(List.of("--address", address.toString()));
    command.addAll(List.of("--audit-log", folder.resolve("audit.ndjson").toString()));
    command.addAll(options);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("NOMAD_"));
    builder.environment().put("NOMAD_OPS_JAVA_HOME", System.getProperty("java.home"));
    builder.redirectOutput(folder.resolve("out.txt").toFile());
    builder.redirectError(folder.resolve("err.txt").toFile());
    return new CollectorProcess(builder.start(), folder);
  }

  boolean running() {
    return process.isAlive();
  }

  /// Purges that the audit log has as done.
  long purged() throws IOException {
    return audit.purged();
  }

  /// Returns once that many jobs are purged.
  ///
  /// @throws IOException when the process ends before, or nothing is purged for a minute
  void awaitPurges(long count) throws IOException, InterruptedException {
    long seen = purged();
    long since = System.nanoTime();
    while (seen < count) {
      boolean ended = !process.isAlive();
      Thread.sleep(10);
      long now = purged();
      if (now > seen) {
        since = System.nanoTime();
      } else if (ended || System.nanoTime() - since > PATIENCE.toNanos()) {
        throw new IOException(
            "gc run purged %d of %d jobs and %s: %s"
                .formatted(now, count, ended ? "ended" : "went silent", said()));
      }
      seen = now;
    }
  }

  /// The most resident memory so far, in MB (VmHWM of /proc/PID/status); NaN where there is no
  /// /proc.
  double peakResidentMb() throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith("VmHWM:")) {
        return Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024;
      }
    }
    return Double.NaN;
  }

  /// What it said on stderr, for an error message.
  String said() throws IOException {
    return Files.readString(folder.resolve("err.txt"));
  }

  int exitCode() {
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      for (String file : List.of("gc.yaml", "audit.ndjson", "out.txt", "err.txt")) {
        Files.deleteIfExists(folder.resolve(file));
      }
      Files.deleteIfExists(folder);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // A temporary folder that stays is no reason to fail a measurement.
    }
  }
}
