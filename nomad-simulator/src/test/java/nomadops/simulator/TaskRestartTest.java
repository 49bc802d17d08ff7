package nomadops.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import nomadops.simulator.workload.NativeCollection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a test can bring about on the clients: restarts, kills for memory, ends, ailing drivers,
/// and a machine that is collected.
final class TaskRestartTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SERVICE =
      """
      {"Job":{"ID":"web","Type":"service","Datacenters":["*"],"TaskGroups":[{"Name":"g","Count":1,
        "Tasks":[{"Name":"work","Driver":"mock_driver","Config":{"run_for":"1h"},
                  "Resources":{"CPU":20,"MemoryMB":16}}]}]}}
      """;

  private final NomadSimulator nomad =
      NomadSimulator.start(SimulatorOptions.defaults().withNodes(2));
  private final HttpClient http = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    nomad.close();
    http.close();
  }

  private JsonNode get(String path) {
    return send(HttpRequest.newBuilder(nomad.address().resolve(path)).build());
  }

  private JsonNode send(HttpRequest request) {
    try {
      String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private String running() {
    String _ = nomad.state().register(SERVICE);
    JsonNode alloc = get("/v1/allocations").path(0);
    assertThat(alloc.path("ClientStatus").asString()).isEqualTo("running");
    return alloc.path("ID").asString();
  }

  private JsonNode task(String allocId) {
    return get("/v1/allocation/" + allocId).at("/TaskStates/work");
  }

  private static List<String> types(JsonNode task) {
    return task.path("Events").valueStream().map(e -> e.path("Type").asString()).toList();
  }

  @Test
  void aKillForMemoryRestartsTheTaskOnTheSpot() {
    String id = running();
    nomad.state().restartTask(id, true);
    JsonNode task = task(id);
    assertThat(task.path("State").asString()).isEqualTo("running");
    assertThat(task.path("Restarts").asInt()).isEqualTo(1);
    assertThat(task.path("LastRestart").asString("")).isEqualTo(task.path("StartedAt").asString());
    assertThat(types(task))
        .containsExactly(
            "Received", "Task Setup", "Started", "Terminated", "Restarting", "Started");
    assertThat(task.at("/Events/3/Details/oom_killed").asString()).isEqualTo("true");
    assertThat(task.at("/Events/3/Details/exit_code").asString()).isEqualTo("137");
    assertThat(task.at("/Events/3/DisplayMessage").asString())
        .isEqualTo("Exit Code: 137, Exit Message: \"OOM Killed\"");
    assertThat(task.at("/Events/3/ExitCode").asInt()).isEqualTo(137);
    JsonNode alloc = get("/v1/allocations").path(0);
    assertThat(alloc.path("ClientStatus").asString()).isEqualTo("running");
    assertThat(alloc.path("ModifyIndex").asLong()).isEqualTo(nomad.state().index());
  }

  @Test
  void theLastTenEventsAreKeptAndAllRestartsAreCounted() {
    String id = running();
    for (int i = 0; i < 20; i++) {
      nomad.state().restartTask(id, i % 2 == 0);
    }
    JsonNode task = task(id);
    assertThat(task.path("Restarts").asInt()).isEqualTo(20);
    assertThat(types(task)).hasSize(10).endsWith("Terminated", "Restarting", "Started");
  }

  @Test
  void whatDoesNotRunCannotRestart() {
    String id = running();
    nomad.state().endTask(id, 1, false);
    assertThatThrownBy(() -> nomad.state().restartTask(id, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(id);
    assertThatThrownBy(() -> nomad.state().restartTask("none", true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEndForMemoryFailsTheAllocation() {
    String id = running();
    nomad.state().endTask(id, 137, true);
    JsonNode task = task(id);
    assertThat(task.path("State").asString()).isEqualTo("dead");
    assertThat(task.path("Failed").asBoolean(false)).isTrue();
    assertThat(types(task)).endsWith("Terminated", "Not Restarting");
    assertThat(task.at("/Events/3/Details/oom_killed").asString()).isEqualTo("true");
    assertThat(get("/v1/allocation/" + id).path("ClientStatus").asString()).isEqualTo("failed");
  }

  @Test
  void anAilingDriverIsToldAndTakesNoWork() {
    for (JsonNode node : get("/v1/nodes")) {
      nomad.state().driverHealth(node.path("ID").asString(), "mock_driver", true, false);
    }
    String eval = nomad.state().register(SERVICE);
    assertThat(get("/v1/allocations")).isEmpty();
    assertThat(get("/v1/evaluation/" + eval).path("FailedTGAllocs").has("g")).isTrue();
    JsonNode node = get("/v1/nodes").path(0);
    assertThat(node.at("/Drivers/mock_driver/Detected").asBoolean(false)).isTrue();
    assertThat(node.at("/Drivers/mock_driver/Healthy").asBoolean(true)).isFalse();
    nomad.state().driverHealth(node.path("ID").asString(), "mock_driver", true, true);
    assertThat(get("/v1/allocations")).hasSize(1);
    nomad.state().driverHealth(node.path("ID").asString(), "docker", false, false);
    JsonNode drivers = get("/v1/node/" + node.path("ID").asString()).path("Drivers");
    assertThat(drivers.at("/docker/Detected").asBoolean(true)).isFalse();
    assertThat(drivers.at("/mock_driver/Healthy").asBoolean(false)).isTrue();
  }

  @Test
  void aDownNodeIsCollectedOnceNothingIsLeftOnIt() throws Exception {
    String id = running();
    String node = get("/v1/allocation/" + id).path("NodeID").asString();
    nomad.state().retireNode(node);
    long before = nomad.state().index();
    NativeCollection.force(nomad.address());
    assertThat(get("/v1/nodes")).hasSize(1);
    assertThat(nomad.state().index()).isGreaterThan(before);
    assertThat(get("/v1/allocations"))
        .extracting(alloc -> alloc.path("ClientStatus").asString())
        .containsExactly("running");
  }
}
