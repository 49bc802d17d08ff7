package nomadops.client.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nomadops.client.events.ScriptedWire.End;
import nomadops.client.model.JobKey;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What real servers sent is read event by event, none left out.
final class RecordedStreamTest {
  private static final Subscription ALL =
      Subscription.to(Topic.JOB, Topic.EVALUATION, Topic.ALLOCATION, Topic.NODE, Topic.DEPLOYMENT)
          .withBuffer(100_000);

  @ParameterizedTest
  @ValueSource(strings = {"nomad-2.0.5", "nomad-1.8.4"})
  void aRecordedStreamIsReadWhole(String version) throws Exception {
    byte[] recorded = recorded(version);
    try (Collected seen = new Collected(ALL)) {
      seen.wire.then(recorded, End.END_OF_STREAM);
      seen.untilDisconnected();
      List<JsonNode> said = new ArrayList<>();
      for (String line : new String(recorded, StandardCharsets.UTF_8).split("\n")) {
        new ObjectMapper().readTree(line).path("Events").forEach(said::add);
      }
      assertThat(seen.events()).hasSize(said.size()).hasSizeGreaterThan(200);
      for (int i = 0; i < said.size(); i++) {
        assertSame(seen.events().get(i), said.get(i));
      }
      assertThat(seen.gaps()).isEmpty();
      assertThat(seen.only(StreamItem.Heartbeat.class)).isNotEmpty();
    }
  }

  private static void assertSame(NomadEvent event, JsonNode said) throws Exception {
    assertThat(event.type()).isEqualTo(said.get("Type").asText());
    assertThat(event.index()).isEqualTo(said.get("Index").asLong());
    assertThat(event.header().key()).isEqualTo(said.get("Key").asText());
    assertThat(event.header().topic()).isEqualTo(said.get("Topic").asText());
    JsonNode object = said.get("Payload").get(said.get("Topic").asText());
    switch (event) {
      case NomadEvent.JobEvent e -> {
        assertThat(e.job().key())
            .isEqualTo(new JobKey(object.get("Namespace").asText(), object.get("ID").asText()));
        assertThat(e.job().status()).isEqualTo(object.get("Status").asText());
        assertThat(e.job().jobModifyIndex()).isEqualTo(object.get("JobModifyIndex").asLong());
        assertThat(new ObjectMapper().readTree(e.job().raw().bytes())).isEqualTo(object);
      }
      case NomadEvent.EvaluationEvent e -> {
        assertThat(e.evaluation().id()).isEqualTo(object.get("ID").asText());
        assertThat(e.evaluation().status()).isEqualTo(object.get("Status").asText());
        assertThat(e.evaluation().modifyIndex()).isEqualTo(object.get("ModifyIndex").asLong());
      }
      case NomadEvent.AllocationEvent e -> {
        assertThat(e.allocation().id()).isEqualTo(object.get("ID").asText());
        assertThat(e.allocation().clientStatus()).isEqualTo(object.get("ClientStatus").asText());
        assertThat(e.allocation().nodeId()).isEqualTo(object.get("NodeID").asText());
        assertThat(e.allocation().jobType()).isEmpty();
        assertThat(e.allocation().previousAllocation())
            .isEqualTo(object.path("PreviousAllocation").asText(""));
        e.allocation()
            .taskStates()
            .forEach((task, state) ->
                assertThat(state.events())
                    .hasSize(object.at("/TaskStates/" + task + "/Events").size()));
        assertThat(e.allocation().resources().memoryMb())
            .isEqualTo(object.at("/Resources/MemoryMB").asLong())
            .isPositive();
        assertThat(e.allocation().resources().cpuShares())
            .isEqualTo(object.at("/Resources/CPU").asLong());
      }
      case NomadEvent.NodeEvent e -> {
        assertThat(e.node().id()).isEqualTo(object.get("ID").asText());
        assertThat(e.node().drivers()).hasSize(object.get("Drivers").size());
        assertThat(e.node().drain()).isEqualTo(object.get("Drain").asBoolean());
        assertThat(e.node().capacity().memoryMb())
            .isEqualTo(object.at("/NodeResources/Memory/MemoryMB").asLong())
            .isPositive();
      }
      case NomadEvent.DeploymentEvent e -> {
        assertThat(e.deployment().id()).isEqualTo(object.get("ID").asText());
        assertThat(e.deployment().status()).isEqualTo(object.get("Status").asText());
        assertThat(e.deployment().modifyIndex()).isEqualTo(object.get("ModifyIndex").asLong());
        assertThat(e.deployment().taskGroups().get("g").healthyAllocs())
            .isEqualTo(object.at("/TaskGroups/g/HealthyAllocs").asInt());
      }
      case NomadEvent.Unknown _ -> throw new AssertionError("unknown: " + said);
    }
  }

  private static byte[] recorded(String version) throws Exception {
    return Files.readAllBytes(
        Path.of(
            nomadops.client.VirtualTime.class
                .getResource("recordings/" + version + "/event-stream.ndjson")
                .toURI()));
  }
}
