package nomadops.demo.exporter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.runtime.Closer;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;

/// Runs the exporter beside a simulated cluster where something happens, and watches its page.
public final class ExporterDemo {
  private static final int DEAD_JOBS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Plan plan;
  private final Watcher watcher;

  /// How the demo is to be.
  ///
  /// @param home the unpacked distribution
  /// @param port of the exporter's pages; 0 for any
  /// @param lasts how long rows are shown, from the first that the exporter tells
  /// @param prometheus the program, where there is one
  /// @param folder for logs and Prometheus' data; exists
  public record Plan(Path home, int port, Duration lasts, Optional<Path> prometheus, Path folder) {
    Path rules() {
      return home.resolve("deploy").resolve("prometheus").resolve("nomad-ops.rules.yml");
    }
  }

  /// Sees the demo while it runs.
  public interface Watcher {
    /// All runs.
    ///
    /// @param prometheus where it listens, if it was started
    void started(URI nomad, URI metrics, Optional<URI> prometheus);

    /// Once a second.
    ///
    /// @return whether to go on; it waits for the next second
    boolean tick(int second, List<Row> rows) throws InterruptedException;
  }

  public ExporterDemo(Plan plan, Watcher watcher) {
    this.plan = plan;
    this.watcher = watcher;
  }

  /// The rows as they were at the end.
  ///
  /// @throws IOException when the exporter or Prometheus cannot be started, or the exporter ends
  @SuppressWarnings("try") // what is closed may be interrupted
  public List<Row> run() throws Exception {
    SimulatorOptions options = SimulatorOptions.defaults().withNodes(Scenario.NODES);
    try (Closer closer = new Closer()) {
      NomadSimulator nomad = closer.register(NomadSimulator.start(options));
      nomad.state().seedDeadJobs(DEAD_JOBS);
      String frail = nomad.state().addNode("client-frail", Map.of(), Map.of());
      LaunchedExporter exporter =
          closer.register(
              LaunchedExporter.start(
                  plan.home(), nomad.address(), plan.port(), log("exporter.log")));
      URI metrics = exporter.address().resolve("/metrics");
      Optional<URI> prometheus = Optional.empty();
      if (plan.prometheus().isPresent()) {
        prometheus =
            Optional.of(
                closer
                    .register(
                        LaunchedPrometheus.start(
                            plan.prometheus().get(),
                            plan.rules(),
                            exporter.address(),
                            plan.folder()))
                    .address());
      }
      watcher.started(nomad.address(), metrics, prometheus);
      HttpClient http = closer.register(HttpClient.newHttpClient());
      return watch(nomad, frail, exporter, page(http, metrics));
    }
  }

  private Path log(String name) {
    return plan.folder().resolve(name);
  }

  private interface Page {
    Scrape read() throws IOException, InterruptedException;
  }

  private static Page page(HttpClient http, URI metrics) {
    HttpRequest get = HttpRequest.newBuilder(metrics).timeout(PATIENCE).build();
    return () -> {
      HttpResponse<String> answer = http.send(get, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(metrics + " answers " + answer.statusCode() + ": " + answer.body());
      }
      return Scrape.of(answer.body());
    };
  }

  private List<Row> watch(
      NomadSimulator nomad, String frail, LaunchedExporter exporter, Page metrics)
      throws IOException, InterruptedException {
    List<Row> rows = new ArrayList<>(Row.WATCHED.stream().map(Row.Watched::begin).toList());
    boolean more = true;
    for (int second = 0; more && second < plan.lasts().toSeconds(); second++) {
      Scenario.at(second).forEach(act -> perform(nomad, frail, act));
      if (!exporter.running()) {
        throw new IOException("the exporter ended; see " + log("exporter.log"));
      }
      Scrape scrape = metrics.read();
      for (int i = 0; i < rows.size(); i++) {
        Row.Watched watched = Row.WATCHED.get(i);
        rows.set(i, rows.get(i).with(scrape.sum(watched.name(), watched.labels())));
      }
      more = watcher.tick(second, List.copyOf(rows));
    }
    return List.copyOf(rows);
  }

  private static void perform(NomadSimulator nomad, String frail, Scenario.Act act) {
    switch (act) {
      case Scenario.Act.Register(String job) -> {
        String _ = nomad.state().register(job);
      }
      case Scenario.Act.NodeStatus(String status) -> nomad.state().nodeStatus(frail, status);
    }
  }
}
