package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class AllocationsContractTest extends Contract {
  @Test
  void aBatchJobRunsAndIsDeadWhenItsAllocationIsComplete() {
    String node = needsANode();
    JsonNode eval = evaluated(register(Specs.running(id("a"), 1, "1ms")));
    JsonNode job =
        Await.until(
            "dead", () -> job(id("a")), json -> json.path("Status").asString().equals("dead"));
    assertThat(job.path("Stop").asBoolean()).isFalse();
    Answer allocations = nomad.get(jobPath(id("a")) + "/allocations");
    JsonNode allocation = allocations.ok().json().path(0);
    assertThat(allocation.path("ClientStatus").asString()).isEqualTo("complete");
    assertThat(allocation.path("DesiredStatus").asString()).isEqualTo("run");
    assertThat(allocation.path("NodeID").asString()).isEqualTo(node);
    assertThat(allocation.path("EvalID")).isEqualTo(eval.path("ID"));
    assertThat(allocation.path("Name").asString()).isEqualTo(id("a") + ".g[0]");
    JsonNode summary = nomad.get(jobPath(id("a")) + "/summary").ok().json();
    assertThat(summary.at("/Summary/g/Complete").asInt()).isEqualTo(1);
    assertThat(summary.at("/Summary/g/Running").asInt()).isZero();
  }

  @Test
  void whatDoesNotFitAnywhereIsBlockedAndQueued() {
    needsANode();
    JsonNode eval = evaluated(register(hungry(id("a"))));
    String blocked = eval.path("BlockedEval").asString();
    assertThat(blocked).matches(UUID_PATTERN);
    JsonNode waiting = nomad.get("/v1/evaluation/" + blocked).ok().json();
    assertThat(waiting.path("Status").asString()).isEqualTo("blocked");
    assertThat(waiting.path("TriggeredBy").asString()).isEqualTo("queued-allocs");
    assertThat(job(id("a")).path("Status").asString()).isEqualTo("pending");
    JsonNode summary = nomad.get(jobPath(id("a")) + "/summary").ok().json();
    assertThat(summary.at("/Summary/g/Queued").asInt()).isEqualTo(1);
  }

  @Test
  void aPurgeTakesTheAllocationsWithItAtOnceEvenARunningOne() {
    needsANode();
    evaluated(register(Specs.running(id("a"), 1, "10m")));
    JsonNode running = awaitRunning(id("a"));
    assertThat(job(id("a")).path("Status").asString()).isEqualTo("running");
    purge(id("a"), "").ok();
    assertThat(nomad.get("/v1/allocation/" + running.path("ID").asString()).expect(404).body())
        .isEqualTo("alloc not found");
    assertThat(nomad.get(jobPath(id("a")) + "/allocations").ok().json()).isEmpty();
  }

  private static ObjectNode hungry(String id) {
    return holding(id, 100_000_000);
  }

  @Test
  void aPurgeCancelsWhatWaitsForCapacity() {
    needsANode();
    JsonNode eval = evaluated(register(hungry(id("a"))));
    assertThat(eval.at("/PlanAnnotations/DesiredTGUpdates/g/Place").asInt()).isEqualTo(1);
    JsonNode deregistration = evaluated(purge(id("a"), ""));
    JsonNode waiting = nomad.get("/v1/evaluation/" + eval.path("BlockedEval").asString()).json();
    assertThat(waiting.path("Status").asString()).isEqualTo("canceled");
    assertThat(waiting.path("StatusDescription").asString())
        .isEqualTo("evaluation \"" + deregistration.path("ID").asString() + "\" successful");
    assertThat(deregistration.at("/PlanAnnotations/DesiredTGUpdates")).isEmpty();
  }

  @Test
  void whatAPurgedJobHeldIsFreeForOthers() {
    needsAClusterOfItsOwn();
    JsonNode node = nomad.get("/v1/node/" + needsANode()).ok().json();
    int most = node.at("/NodeResources/Memory/MemoryMB").asInt() * 6 / 10;
    evaluated(register(holding(id("a"), most)));
    awaitRunning(id("a"));
    assertThat(evaluated(register(holding(id("b"), most))).path("BlockedEval").asString())
        .matches(UUID_PATTERN);
    purge(id("a"), "").ok();
    awaitRunning(id("b"));
  }

  private static ObjectNode holding(String id, int memoryMb) {
    ObjectNode job = Specs.running(id, 1, "10m");
    ((ObjectNode) job.at("/TaskGroups/0/Tasks/0/Resources")).put("MemoryMB", memoryMb);
    return job;
  }

  private JsonNode awaitRunning(String id) {
    return Await.until(
        "running",
        () -> nomad.get(jobPath(id) + "/allocations").ok().json().path(0),
        json -> json.path("ClientStatus").asString("").equals("running"));
  }
}
