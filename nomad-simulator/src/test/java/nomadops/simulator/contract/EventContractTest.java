package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@MethodSource("nomadops.simulator.contract.ContractTargets#all")
final class EventContractTest {
  @Parameter ContractTarget nomad;

  @Test
  void theStreamTellsTheLifeOfAJobInOrder() throws Exception {
    String id = Jobs.newId();
    List<String> told = new ArrayList<>();
    long lastIndex = 0;
    try (BufferedReader lines = stream("?topic=Job:" + id + "&topic=Evaluation:" + id)) {
      nomad.registerDead(id);
      nomad.delete("/v1/job/" + id + "?purge=true&eval_priority=1");
      while (told.size() < 5) {
        JsonNode line = ContractTarget.JSON.readTree(lines.readLine());
        if (line.isEmpty()) {
          continue;
        }
        assertThat(line.path("Index").asLong()).isGreaterThanOrEqualTo(lastIndex);
        lastIndex = line.path("Index").asLong();
        for (JsonNode event : line.path("Events")) {
          assertThat(event.path("Index").asLong()).isEqualTo(lastIndex);
          assertThat(event.path("Namespace").asString()).isEqualTo("default");
          told.add(event.path("Topic").asString() + " " + event.path("Type").asString());
        }
      }
    }
    assertThat(told.subList(0, 5))
        .containsExactly(
            "Job JobRegistered",
            "Evaluation JobRegistered",
            "Evaluation EvaluationUpdated",
            "Job EvaluationUpdated",
            "Job JobDeregistered");
  }

  @Test
  void aPurgeTellsTheWholeJobAndThatItIsDeleted() throws Exception {
    String id = Jobs.newId();
    nomad.registerDead(id);
    try (BufferedReader lines = stream("?topic=Job:" + id)) {
      long index = nomad.delete("/v1/job/" + id + "?purge=true").index();
      JsonNode event = ContractTarget.JSON.nullNode();
      while (!event.path("Type").asString("").equals("JobDeregistered")) {
        event = ContractTarget.JSON.readTree(lines.readLine()).path("Events").path(0);
      }
      assertThat(event.path("Index").asLong()).isEqualTo(index);
      assertThat(event.path("Key").asString()).isEqualTo(id);
      assertThat(event.path("Payload").path("Deleted").asBoolean()).isTrue();
      assertThat(event.path("Payload").path("Job").path("TaskGroups").size()).isEqualTo(1);
    }
  }

  @Test
  void aReaderWithAnIndexStartsThere() throws Exception {
    String id = Jobs.newId();
    nomad.registerDead(id);
    long index = nomad.get("/v1/job/" + id).json().path("JobModifyIndex").asLong();
    try (BufferedReader lines = stream("?topic=Job:" + id + "&index=" + index)) {
      JsonNode line = ContractTarget.JSON.nullNode();
      while (line.isNull() || line.isEmpty()) {
        line = ContractTarget.JSON.readTree(lines.readLine());
      }
      assertThat(line.path("Index").asLong()).isEqualTo(index);
      assertThat(line.path("Events").path(0).path("Type").asString()).isEqualTo("JobRegistered");
    }
  }

  @Test
  void anIndexThatIsNoNumberIsRefused() {
    assertThat(nomad.get("/v1/event/stream?index=x").status()).isEqualTo(400);
  }

  private BufferedReader stream(String query) throws Exception {
    var response =
        ContractTarget.http()
            .send(
                nomad.request("GET", "/v1/event/stream" + query, null),
                HttpResponse.BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
  }
}
