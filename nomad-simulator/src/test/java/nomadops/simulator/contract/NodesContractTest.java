package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class NodesContractTest extends Contract {
  private static final String NONE = "00000000-0000-0000-0000-000000000000";

  @Test
  void anUnknownNodeIsA404WhenReadAndA500WhenWritten() {
    Answer read = nomad.get("/v1/node/" + NONE);
    matches(read, Recorded.answer("node-read-missing"));
    assertThat(read.expect(404).body()).isEqualTo("node not found");
    assertThat(nomad.get("/v1/node/xyz").expect(500).body())
        .isEqualTo("node lookup failed: index error: UUID must be 36 characters");
    Answer drain =
        nomad.put("/v1/node/" + NONE + "/drain", "{\"DrainSpec\":{\"Deadline\":1000000000}}");
    matches(drain, Recorded.answer("node-drain-missing-node"));
    assertThat(drain.expect(500).body()).isEqualTo("node not found");
    Answer eligibility =
        nomad.put("/v1/node/" + NONE + "/eligibility", "{\"Eligibility\":\"eligible\"}");
    assertThat(eligibility.expect(500).body()).isEqualTo("node not found");
  }

  @Test
  void aDrainWhoseDeadlineIsTextIsA400() {
    Answer answer =
        nomad.put("/v1/node/" + NONE + "/drain", "{\"DrainSpec\":{\"Deadline\":\"1h\"}}");
    matches(answer, Recorded.answer("node-drain-bad-deadline"));
  }

  @Test
  void nodesAreListedAndReadWithTheRecordedShapes() {
    String id = needsANode();
    Answer list = nomad.get("/v1/nodes");
    matches(list, Recorded.answer("nodes-list").whereMayBeNull("HostVolumes"));
    assertThat(texts(list.json(), "ID")).contains(id);
    Answer node = nomad.get("/v1/node/" + id);
    assertThat(node.ok().json().path("Status").asString()).isEqualTo("ready");
    assertThat(node.json().at("/Attributes/kernel.name").asString()).isEqualTo("linux");
    assertThat(node.json().at("/NodeResources/Cpu/CpuShares").asLong()).isPositive();
    assertThat(node.json().at("/NodeResources/Memory/MemoryMB").asLong()).isPositive();
    assertThat(node.json().path("DrainStrategy").isNull()).isTrue();
    Answer resources = nomad.get("/v1/nodes?resources=true");
    assertThat(resources.ok().json().at("/0/NodeResources/Cpu/CpuShares").asLong()).isPositive();
    String filter = Nomad.escape("Attributes[\"kernel.name\"] == \"linux\"");
    assertThat(texts(nomad.get("/v1/nodes?filter=" + filter).ok().json(), "ID")).contains(id);
    assertThat(nomad.get("/v1/nodes?prefix=zzzz").status()).isIn(200, 500);
  }

  @Test
  void eligibilityCanBeTakenAndGivenBack() {
    needsAClusterOfItsOwn();
    String path = "/v1/node/" + needsANode();
    Answer taken = nomad.put(path + "/eligibility", "{\"Eligibility\":\"ineligible\"}");
    matches(taken, Recorded.answer("node-eligibility-ineligible"));
    assertThat(nomad.get(path).json().path("SchedulingEligibility").asString())
        .isEqualTo("ineligible");
    Answer again = nomad.put(path + "/eligibility", "{\"Eligibility\":\"ineligible\"}").ok();
    assertThat(again.json().path("Index").asLong()).as("nothing was written").isZero();
    Answer given = nomad.put(path + "/eligibility", "{\"Eligibility\":\"eligible\"}");
    matches(given, Recorded.answer("node-eligibility-eligible").whereMayBeNull("EvalIDs"));
    assertThat(nomad.get(path).json().path("SchedulingEligibility").asString())
        .isEqualTo("eligible");
    nomad.put(path + "/eligibility", "{\"Eligibility\":\"perhaps\"}").expect(500);
  }

  @Test
  void aNodeThatIsMarkedIsToldOfWholeWithTheIndexOfTheAnswer() {
    needsAClusterOfItsOwn();
    String node = needsANode();
    String path = "/v1/node/" + node;
    try (EventStream stream = new EventStream(nomad, "topic=Node:" + node)) {
      Answer taken = nomad.put(path + "/eligibility", "{\"Eligibility\":\"ineligible\"}").ok();
      long index = taken.json().path("Index").asLong();
      assertThat(index).isEqualTo(taken.index());
      List<JsonNode> events =
          stream.until(event ->
              event.path("Type").asString().equals("NodeEligibility")
                  && event.path("Index").asLong() == index);
      JsonNode told = events.getLast().at("/Payload/Node");
      assertThat(told.path("ID").asString()).isEqualTo(node);
      assertThat(told.path("ModifyIndex").asLong()).isEqualTo(index);
      assertThat(told.path("SchedulingEligibility").asString()).isEqualTo("ineligible");
      assertThat(told.path("DrainStrategy").isNull()).isTrue();
      assertThat(told.has("LastDrain")).isTrue();
      Answer again = nomad.put(path + "/eligibility", "{\"Eligibility\":\"ineligible\"}").ok();
      assertThat(nomad.get(path).json().path("ModifyIndex").asLong())
          .as("nothing to do, nothing written; answered with %s", again.json())
          .isEqualTo(index);
    } finally {
      nomad.put(path + "/eligibility", "{\"Eligibility\":\"eligible\"}").ok();
    }
  }

  @Test
  void anEmptyNodeIsDrainedAtOnceAndStaysIneligibleUntilTheDrainIsCancelled() {
    needsAClusterOfItsOwn();
    String path = "/v1/node/" + needsANode();
    Answer start =
        nomad.put(
            path + "/drain",
            "{\"DrainSpec\":{\"Deadline\":60000000000,\"IgnoreSystemJobs\":false},"
                + "\"MarkEligible\":false,\"Meta\":{\"message\":\"contract\"}}");
    matches(start, Recorded.answer("node-drain-start"));
    JsonNode node =
        Await.until(
            "drained",
            () -> nomad.get(path).ok().json(),
            json -> json.at("/LastDrain/Status").asString("").equals("complete"));
    assertThat(node.path("DrainStrategy").isNull()).isTrue();
    assertThat(node.path("SchedulingEligibility").asString()).isEqualTo("ineligible");
    assertThat(node.at("/LastDrain/Meta/message").asString()).isEqualTo("contract");
    nomad.put(path + "/drain", "{\"DrainSpec\":null,\"MarkEligible\":true}").ok();
    assertThat(nomad.get(path).json().path("SchedulingEligibility").asString())
        .isEqualTo("eligible");
  }

  @Test
  void whatIsNoUuidIsA500WhenWrittenAndHasNoAllocations() {
    for (String operation : new String[] {"drain", "eligibility", "purge", "evaluate"}) {
      Answer answer =
          nomad.put(
              "/v1/node/xyz/" + operation,
              "{\"Eligibility\":\"eligible\",\"DrainSpec\":{\"Deadline\":1000}}");
      assertThat(answer.expect(500).body())
          .isEqualTo("node lookup failed: index error: UUID must be 36 characters");
    }
    assertThat(nomad.get("/v1/node/xyz/allocations").ok().json()).isEmpty();
  }
}
