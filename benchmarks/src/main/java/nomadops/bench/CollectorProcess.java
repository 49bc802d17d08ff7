package nomadops.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nomadops.demo.LaunchedGc;

/// A `nomad-ops gc run` with a policy file, whose audit log says how far it is; its files are gone
/// when it is closed.
final class CollectorProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private final Path folder;
  private final LaunchedGc gc;
  private final AuditTail audit;

  private CollectorProcess(Path folder, URI address, List<String> options) throws IOException {
    this.folder = folder;
    LaunchedGc.Files files =
        new LaunchedGc.Files(
            folder.resolve("audit.ndjson"), folder.resolve("out.txt"), folder.resolve("err.txt"));
    this.gc =
        LaunchedGc.start(Path.of(System.getProperty("nomadops.home")), address, files, options);
    this.audit = new AuditTail(files.audit());
  }

  /// @param policy YAML of the retention rules
  /// @param archived whether it keeps an SQLite archive
  /// @param options further words of the command line
  static CollectorProcess start(URI address, String policy, boolean archived, List<String> options)
      throws IOException {
    Path folder = Files.createTempDirectory("nomad-ops-bench");
    Path config = Files.writeString(folder.resolve("gc.yaml"), policy);
    List<String> all = new ArrayList<>(options);
    all.add("--config=" + config);
    if (archived) {
      all.add("--archive=" + folder.resolve("archive.sqlite"));
    }
    return new CollectorProcess(folder, address, all);
  }

  boolean running() {
    return gc.running();
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
      boolean ended = !gc.running();
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
    return Resident.peakMb(gc.pid());
  }

  /// What it said on stderr, for an error message.
  String said() throws IOException {
    return Files.readString(folder.resolve("err.txt"));
  }

  int exitCode() {
    return gc.exitCode();
  }

  @Override
  public void close() {
    gc.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      // A temporary folder that stays is no reason to fail a measurement.
    }
  }
}
