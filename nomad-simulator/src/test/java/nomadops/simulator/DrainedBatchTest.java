package nomadops.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.clock.VirtualClock;
import nomadops.simulator.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Where batch work goes when its node is drained, by version, and when it is stopped.
final class DrainedBatchTest {
  private static final String JOB =
      """
      {"Job":{"ID":"a","Type":"batch","TaskGroups":[{"Name":"g","Count":1,"Tasks":[
        {"Name":"t","Driver":"mock_driver","Config":{"run_for":"24h"}}]}]}}
      """;
  private final VirtualClock clock = SimClock.virtual();
  private final HttpClient http = HttpClient.newHttpClient();

  private NomadSimulator start(String version) {
    return NomadSimulator.start(
        SimulatorOptions.defaults().withClock(clock).withNodes(2).withVersion(version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.10.5", "1.8.4", "0.12.12"})
  void before1Dot11ADrainMovesBatchWorkAtItsDeadline(String version) throws Exception {
    try (NomadSimulator nomad = start(version)) {
      JsonNode old = drained(nomad);
      List<JsonNode> all = allocations(nomad);
      assertThat(all).hasSize(2);
      JsonNode next = all.getLast();
      assertThat(next.path("ClientStatus").asString()).isEqualTo("running");
      assertThat(next.path("NodeID")).isNotEqualTo(old.path("NodeID"));
      assertThat(all.getFirst().path("NextAllocation")).isEqualTo(next.path("ID"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.11.0", "1.11.0-beta.1", "2.0.5", "10.0.0+ent"})
  void since1Dot11ADrainEndsBatchWorkForGood(String version) throws Exception {
    try (NomadSimulator nomad = start(version)) {
      JsonNode old = drained(nomad);
      assertThat(allocations(nomad)).extracting(a -> a.path("ID")).containsExactly(old.path("ID"));
    }
  }

  @Test
  void aStopMovesBatchWorkOffADrainingNode() throws Exception {
    try (NomadSimulator nomad = start("2.0.5")) {
      JsonNode old = drain(nomad);
      send(nomad, "PUT", "/v1/allocation/" + old.path("ID").asString() + "/stop", "");
      List<JsonNode> all = allocations(nomad);
      assertThat(all).hasSize(2);
      assertThat(all.getFirst().path("ClientStatus").asString()).isEqualTo("complete");
      assertThat(all.getLast().path("ClientStatus").asString()).isEqualTo("running");
      assertThat(all.getLast().path("NodeID")).isNotEqualTo(old.path("NodeID"));
      clock.advance(Duration.ofMinutes(2));
      assertThat(allocations(nomad)).hasSize(2);
      JsonNode node = send(nomad, "GET", "/v1/node/" + old.path("NodeID").asString(), "");
      assertThat(node.at("/LastDrain/Status").asString()).isEqualTo("complete");
    }
  }

  @Test
  void aVersionIsShownWhereverARealOneIs() throws Exception {
    try (NomadSimulator nomad = start("1.10.5")) {
      JsonNode self = send(nomad, "GET", "/v1/agent/self", "");
      assertThat(self.at("/config/Version/Version").asString()).isEqualTo("1.10.5");
      assertThat(self.at("/member/Tags/build").asString()).isEqualTo("1.10.5");
      JsonNode members = send(nomad, "GET", "/v1/agent/members", "");
      assertThat(members.at("/Members/0/Tags/build").asString()).isEqualTo("1.10.5");
      JsonNode health = send(nomad, "GET", "/v1/operator/autopilot/health", "");
      assertThat(health.at("/Servers/0/Version").asString()).isEqualTo("1.10.5");
      JsonNode stub = send(nomad, "GET", "/v1/nodes", "").path(0);
      assertThat(stub.path("Version").asString()).isEqualTo("1.10.5");
      JsonNode node = send(nomad, "GET", "/v1/node/" + stub.path("ID").asString(), "");
      assertThat(node.at("/Attributes/nomad.version").asString()).isEqualTo("1.10.5");
      assertThat(node.at("/Attributes/kernel.name").asString()).isEqualTo("linux");
    }
  }

  private JsonNode drain(NomadSimulator nomad) throws Exception {
    nomad.state().register(JOB);
    JsonNode old = allocations(nomad).getFirst();
    assertThat(old.path("ClientStatus").asString()).isEqualTo("running");
    send(
        nomad,
        "PUT",
        "/v1/node/" + old.path("NodeID").asString() + "/drain",
        "{\"DrainSpec\":{\"Deadline\":60000000000}}");
    return old;
  }

  private JsonNode drained(NomadSimulator nomad) throws Exception {
    JsonNode old = drain(nomad);
    clock.advance(Duration.ofSeconds(59));
    assertThat(allocations(nomad)).hasSize(1);
    assertThat(allocations(nomad).getFirst().path("ClientStatus").asString()).isEqualTo("running");
    clock.advance(Duration.ofSeconds(1));
    JsonNode after = allocations(nomad).getFirst();
    assertThat(after.path("DesiredDescription").asString()).isEqualTo("alloc is being migrated");
    assertThat(after.path("ClientStatus").asString()).isEqualTo("complete");
    return old;
  }

  /// Oldest first.
  private List<JsonNode> allocations(NomadSimulator nomad) throws Exception {
    List<JsonNode> all = new ArrayList<>();
    send(nomad, "GET", "/v1/allocations", "").forEach(all::add);
    return all;
  }

  private JsonNode send(NomadSimulator nomad, String method, String path, String body)
      throws Exception {
    URI uri = nomad.address().resolve(path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.MAPPER.readTree(response.body());
  }
}
