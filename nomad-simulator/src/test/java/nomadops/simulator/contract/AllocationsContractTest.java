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
    JsonNode running =
        Await.until(
            "running",
            () -> nomad.get(jobPath(id("a")) + "/allocations").ok().json().path(0),
            json -> json.path("ClientStatus").asString("").equals("running"));
    assertThat(job(id("a")).path("Status").asString()).isEqualTo("running");
    purge(id("a"), "").ok();
    assertThat(nomad.get("/v1/allocation/" + running.path("ID").asString()).expect(404).body())
        .isEqualTo("alloc not found");
    assertThat(nomad.get(jobPath(id("a")) + "/allocations").ok().json()).isEmpty();
  }

  private static ObjectNode hungry(String id) {
    ObjectNode job = Specs.running(id, 1, "1ms");
    ((ObjectNode) job.at("/TaskGroups/0/Tasks/0/Resources")).put("MemoryMB", 100_000_000);
    return job;
  }
}
