package nomadops.bench.exporter;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.bench.Launched;
import nomadops.bench.Resident;

/// `nomad-ops exporter run` on a simulated Nomad.
final class LaunchedExporter implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration GLANCE = Duration.ofMillis(20);
  private static final Pattern ADDRESS = Pattern.compile("admin pages on (http://[^/ ]+)/");

  private final Launched process;
  private final Scraper scraper;

  /// From the start of the process until `/readyz` was 200.
  private final Duration firstView;

  private LaunchedExporter(Launched process, Scraper scraper, Duration firstView) {
    this.process = process;
    this.scraper = scraper;
    this.firstView = firstView;
  }

  /// Returns when the view is whole.
  ///
  /// @throws IOException when it ends before, or is not ready within three minutes
  static LaunchedExporter start(URI nomad, Duration resync)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Launched process =
        Launched.start(
            "exporter",
            Map.of(),
            List.of(
                "run",
                "--address=" + nomad,
                "--resync=" + resync.toSeconds() + "s",
                "--admin-address=127.0.0.1:0"));
    try {
      return await(process, start);
    } catch (IOException | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  private static LaunchedExporter await(Launched process, long start)
      throws IOException, InterruptedException {
    while (System.nanoTime() - start < PATIENCE.toNanos() && process.running()) {
      Optional<Scraper> scraper = scraper(process);
      if (scraper.isPresent() && scraper.get().ready()) {
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new LaunchedExporter(process, scraper.get(), took);
      }
      Thread.sleep(GLANCE);
    }
    throw new IOException("the exporter does not get ready; lastly it said: " + process.said());
  }

  private static Optional<Scraper> scraper(Launched process) throws IOException {
    return process.log().stream()
        .map(ADDRESS::matcher)
        .filter(Matcher::find)
        .map(found -> new Scraper(URI.create(found.group(1))))
        .findFirst();
  }

  Scraper scraper() {
    return scraper;
  }

  Duration firstView() {
    return firstView;
  }

  double cpuSeconds() {
    return Launched.cpuSeconds(process.handle());
  }

  double residentMb() throws IOException {
    return Resident.nowMb(process.handle().pid());
  }

  double peakResidentMb() throws IOException {
    return Resident.peakMb(process.handle().pid());
  }

  @Override
  public void close() {
    process.close();
  }
}
