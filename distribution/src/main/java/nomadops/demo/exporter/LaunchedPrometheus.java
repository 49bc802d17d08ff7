package nomadops.demo.exporter;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nomadops.demo.OwnProcess;

/// A Prometheus of our own, on loopback, that scrapes one target every second and evaluates our
/// rules as often. Configuration, data and log are in one folder.
public final class LaunchedPrometheus implements AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(30);

  private final OwnProcess process;
  private final URI address;

  private LaunchedPrometheus(OwnProcess process, URI address) {
    this.process = process;
    this.address = address;
  }

  /// Where the program is, if it is installed.
  ///
  /// @param path the variable PATH
  public static Optional<Path> installed(String path) {
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .filter(place -> !place.isEmpty())
        .map(place -> Path.of(place, "prometheus"))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /// Starts it and waits until it answers.
  ///
  /// @param target whose `/metrics` is scraped
  /// @param folder exists, and is its own
  /// @throws IOException when it ends before, or does not answer in time, with what it said
  public static LaunchedPrometheus start(Path program, Path rules, URI target, Path folder)
      throws IOException, InterruptedException {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
        rule_files: ['%s']
        scrape_configs:
          - job_name: nomad-ops
            honor_labels: true
            static_configs: [{targets: ['%s']}]
        """
            .formatted(rules, target.getAuthority()));
    Path log = folder.resolve("prometheus.log");
    URI address = URI.create("http://127.0.0.1:" + freePort());
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=" + address.getAuthority()));
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    OwnProcess process = OwnProcess.start(builder);
    long end = System.nanoTime() + BOUND.toNanos();
    while (System.nanoTime() < end && process.running()) {
      if (answers(address.resolve("/-/ready"))) {
        return new LaunchedPrometheus(process, address);
      }
      Thread.sleep(100);
    }
    process.close();
    throw new IOException("Prometheus does not answer; it said: " + Files.readString(log));
  }

  /// Where it listens, without a path.
  public URI address() {
    return address;
  }

  /// It cannot tell which port it took if it is to take any.
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static boolean answers(URI page) throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest get = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(2)).build();
      return http.send(get, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
