package nomadops.bench.exporter;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import nomadops.simulator.ClusterSeed;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.raft.CostModel;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A simulated cluster, seeded at once, with a namespace of its own for allocations that run until
/// they are ended here: nothing else changes the counts of that namespace.
final class BusyCluster implements AutoCloseable {
  static final String NAMESPACE = "watched";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper MAPPER = new JsonMapper();

  private final NomadSimulator nomad;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Deque<String> running = new ArrayDeque<>();

  private BusyCluster(NomadSimulator nomad) {
    this.nomad = nomad;
  }

  static BusyCluster seeded(ClusterSeed seed) {
    NomadSimulator nomad =
        NomadSimulator.start(SimulatorOptions.defaults().withNodes(0).withCost(CostModel.none()));
    nomad.state().seed(seed);
    return new BusyCluster(nomad);
  }

  URI address() {
    return nomad.address();
  }

  /// Begins events at this rate; they go on until this is closed.
  void begin(int eventsPerSecond) {
    var _ = nomad.churn(eventsPerSecond);
  }

  /// Starts so many allocations in the namespace, and waits until they run.
  void watched(int count) throws IOException, InterruptedException {
    put("/v1/namespace/" + NAMESPACE, "{\"Name\":\"%s\"}".formatted(NAMESPACE));
    put(
        "/v1/jobs",
        """
        {"Job":{"ID":"watched","Namespace":"%s","Type":"batch","TaskGroups":[{"Name":"g","Count":%d,\
        "ReschedulePolicy":{"Attempts":0,"Unlimited":false},"Tasks":[{"Name":"t","Driver":"mock_driver",\
        "Config":{"run_for":"10000h"},"Resources":{"CPU":20,"MemoryMB":16}}]}]}}\
        """
            .formatted(NAMESPACE, count));
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (running.size() < count) {
      if (System.nanoTime() > end) {
        throw new IOException("only %d of %d allocations run".formatted(running.size(), count));
      }
      Thread.sleep(50);
      running.clear();
      for (JsonNode row : MAPPER.readTree(get("/v1/allocations?namespace=" + NAMESPACE))) {
        if (row.path("ClientStatus").asString().equals("running")) {
          running.add(row.path("ID").asString());
        }
      }
    }
  }

  /// One of them completes; its client tells the servers at once.
  void endOne() {
    nomad.state().endTask(running.remove(), 0, false);
  }

  private void put(String path, String body) throws IOException, InterruptedException {
    String _ =
        send(HttpRequest.newBuilder(address().resolve(path)).PUT(BodyPublishers.ofString(body)));
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(address().resolve(path)));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(
          answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    http.shutdownNow();
    nomad.close();
  }
}
