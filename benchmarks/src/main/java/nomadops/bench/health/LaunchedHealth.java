package nomadops.bench.health;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nomadops.bench.Launched;
import nomadops.bench.Resident;
import nomadops.bench.Series;

/// `nomad-ops health agent` or `health controller`, by the launcher.
final class LaunchedHealth implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration GLANCE = Duration.ofMillis(50);
  private static final Pattern ADMIN = Pattern.compile("admin pages on (http://[^/ ]+)/");
  private static final Pattern REPORTS = Pattern.compile("reports are taken at (http://\\S+)");

  private final Launched process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI admin;

  private LaunchedHealth(Launched process, URI admin) {
    this.process = process;
    this.admin = admin;
  }

  /// Returns when it is ready.
  ///
  /// @throws IOException when it ends before, or is not ready within a minute
  static LaunchedHealth start(List<String> words) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(words);
    all.add("--admin-address=127.0.0.1:0");
    Launched process = Launched.start("health", Map.of(), all);
    try {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < end && process.running()) {
        Optional<LaunchedHealth> health =
            said(process, ADMIN).map(admin -> new LaunchedHealth(process, admin));
        if (health.isPresent() && health.get().get("/readyz").statusCode() == 200) {
          return health.get();
        }
        Thread.sleep(GLANCE);
      }
      throw new IOException(
          "health %s does not get ready; lastly it said: %s"
              .formatted(words.getFirst(), process.said()));
    } catch (IOException | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  private static Optional<URI> said(Launched process, Pattern pattern) throws IOException {
    return process.log().stream()
        .map(pattern::matcher)
        .filter(Matcher::find)
        .map(found -> URI.create(found.group(1)))
        .findFirst();
  }

  /// Where a controller takes reports.
  URI reports() throws IOException {
    return said(process, REPORTS)
        .orElseThrow(() -> new IOException("it does not say where reports are taken"));
  }

  Series metrics() throws IOException, InterruptedException {
    return new Series(get("/metrics").body());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(admin.resolve(path)).build(), BodyHandlers.ofString());
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
    http.shutdownNow();
    process.close();
  }
}
