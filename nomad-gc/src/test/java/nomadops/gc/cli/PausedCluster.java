package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import nomadops.gc.Await;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.journal.Effect;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A simulated cluster, as its users and another operator see it.
final class PausedCluster {
  static final String NAME = "sim1.global";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String CONFIGURATION = "/v1/operator/scheduler/configuration";

  private final NomadSimulator nomad;

  PausedCluster(NomadSimulator nomad) {
    this.nomad = nomad;
  }

  JsonNode configuration() throws IOException, InterruptedException {
    return send("GET", CONFIGURATION, "").path("SchedulerConfig");
  }

  /// What another operator does.
  void configure(String field, JsonNode value) throws IOException, InterruptedException {
    ObjectNode next = (ObjectNode) configuration();
    next.set(field, value);
    var _ = send("PUT", CONFIGURATION, next.toString());
  }

  void configure(String field, boolean value) throws IOException, InterruptedException {
    configure(field, JSON.getNodeFactory().booleanNode(value));
  }

  /// Registers a batch job that is dead as soon as it has been looked at.
  String register(String id, int priority) throws IOException, InterruptedException {
    return send(
            "PUT",
            "/v1/jobs",
            """
            {"Job":{"ID":"%s","Type":"batch","Datacenters":["*"],"Priority":%d,"TaskGroups":[{"Name":"g","Count":0,\
            "Tasks":[{"Name":"work","Driver":"mock_driver","Config":{"run_for":"1ms"},"Resources":{"CPU":20,"MemoryMB":16}}]}]}}\
            """
                .formatted(id, priority))
        .path("EvalID")
        .asString();
  }

  /// Registers a service with one allocation that runs until it is stopped.
  void serve(String id, int priority) throws Exception {
    var _ =
        send(
            "PUT",
            "/v1/jobs",
            """
            {"Job":{"ID":"%s","Type":"service","Datacenters":["*"],"Priority":%d,"TaskGroups":[{"Name":"g","Count":1,\
            "Tasks":[{"Name":"work","Driver":"mock_driver","Config":{"run_for":"1h"},"Resources":{"CPU":20,"MemoryMB":16}}]}]}}\
            """
                .formatted(id, priority));
    Await.until(id + " runs", () -> allocation(id).equals("running"));
  }

  /// `nomad job stop`; the evaluation's id.
  String stop(String id) throws IOException, InterruptedException {
    return send("DELETE", "/v1/job/" + id, "").path("EvalID").asString();
  }

  /// What its client says of the job's only allocation.
  String allocation(String job) throws IOException, InterruptedException {
    JsonNode all = send("GET", "/v1/job/" + job + "/allocations", "");
    return all.isEmpty() ? "" : all.get(0).path("ClientStatus").asString();
  }

  String evaluation(String id) throws IOException, InterruptedException {
    return send("GET", "/v1/evaluation/" + id, "").path("Status").asString();
  }

  boolean hasRecord() throws IOException, InterruptedException {
    return ask("GET", "/v1/var/nomad-ops/gc/bankrupt", "").statusCode() == 200;
  }

  JsonNode record() throws IOException, InterruptedException {
    return send("GET", "/v1/var/nomad-ops/gc/bankrupt", "").path("Items");
  }

  JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer = ask(method, path, body);
    assertThat(answer.statusCode()).as(method + " " + path + ": " + answer.body()).isEqualTo(200);
    return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
  }

  private HttpResponse<String> ask(String method, String path, String body)
      throws IOException, InterruptedException {
    URI uri = nomad.address().resolve(path);
    return HTTP.send(
        HttpRequest.newBuilder(uri)
            .header("X-Nomad-Token", SimulatorOptions.MANAGEMENT_TOKEN)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// It schedules, takes registrations, and nothing of a bankruptcy is left in it.
  void assertRuns() throws Exception {
    assertThat(configuration().path("PauseEvalBroker").asBoolean()).as("paused").isFalse();
    assertThat(configuration().path("RejectJobRegistration").asBoolean()).as("rejects").isFalse();
    assertThat(hasRecord()).as("a record").isFalse();
    String evaluation = register("afterwards", 50);
    Await.until("the cluster schedules", () -> evaluation(evaluation).equals("complete"));
  }

  /// No live job was deleted, and none twice.
  void assertSound() {
    assertThat(nomad.state().journal().purges()).noneMatch(Effect.Deregistered::live);
    assertThat(nomad.state().journal().deletesPerVersion().values()).allMatch(n -> n == 1);
  }
}
