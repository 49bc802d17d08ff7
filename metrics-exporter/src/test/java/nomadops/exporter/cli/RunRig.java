package nomadops.exporter.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A simulated Nomad and the exporters that follow it.
final class RunRig implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final NomadSimulator nomad;
  private final List<Replica> replicas = new ArrayList<>();

  RunRig() {
    this(SimulatorOptions.defaults().withNodes(3));
  }

  RunRig(SimulatorOptions options) {
    nomad = NomadSimulator.start(options);
  }

  /// Three running jobs, one that finds no room, and two that are dead.
  RunRig withWork() {
    nomad.state().seedDeadJobs(2);
    runs("api", "service", 2, 500);
    runs("web", "service", 1, 500);
    runs("night", "batch", 1, 500);
    runs("huge", "batch", 2, 9_000);
    return this;
  }

  void runs(String id, String type, int count, int cpu) {
    String _ = nomad.state().register(job("default", id, type, count, cpu));
  }

  /// A job of one group whose tasks run for an hour.
  static String job(String namespace, String id, String type, int count, int cpu) {
    return """
    {"Job":{"Namespace":"%s","ID":"%s","Type":"%s","TaskGroups":[{"Name":"g","Count":%d,"Tasks":[{"Name":"t",\
    "Driver":"mock_driver","Config":{"run_for":"1h"},"Resources":{"CPU":%d,"MemoryMB":100}}]}]}}\
    """
        .formatted(namespace, id, type, count, cpu);
  }

  /// What an operator sends.
  JsonNode put(String path, String body) throws IOException, InterruptedException {
    return sent(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  /// A token that may do what these rules say.
  String token(String rules) throws IOException, InterruptedException {
    JsonNode policy = JSON.createObjectNode().put("Name", "exporter").put("Rules", rules);
    JsonNode _ = put("/v1/acl/policy/exporter", policy.toString());
    return put("/v1/acl/token", "{\"Name\":\"t\",\"Type\":\"client\",\"Policies\":[\"exporter\"]}")
        .path("SecretID")
        .asString();
  }

  /// The first allocation of a job.
  String allocationOf(String job) throws IOException, InterruptedException {
    return sent(request("/v1/job/" + job + "/allocations").build()).path(0).path("ID").asString();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(nomad.address().resolve(path))
        .timeout(Duration.ofSeconds(20))
        .header("X-Nomad-Token", SimulatorOptions.MANAGEMENT_TOKEN);
  }

  private static JsonNode sent(HttpRequest request) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
    }
  }

  /// An exporter of this Nomad.
  Replica exporter(String... words) {
    return exporter(nomad.address(), Map.of(), words);
  }

  Replica exporter(URI address, Map<String, String> environment, String... words) {
    List<String> all = new ArrayList<>(List.of("-address", address.toString()));
    all.addAll(List.of(words));
    Replica replica = Replica.run(environment, all);
    replicas.add(replica);
    return replica;
  }

  @Override
  public void close() {
    replicas.forEach(Replica::close);
    nomad.close();
  }
}
