package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a blocked evaluation says about the nodes that would not do, and when it is evaluated anew.
final class BlockedContractTest extends Contract {
  private static final int TOO_MUCH = 100_000_000;
  private String nodeId = "";

  @BeforeEach
  void oneNode() {
    needsAClusterOfItsOwn();
    nodeId = needsANode();
  }

  private JsonNode node() {
    return nomad.get("/v1/node/" + nodeId).ok().json();
  }

  /// Registers, and returns the evaluation that waits.
  private JsonNode blocked(ObjectNode job) {
    String id = evaluated(register(job)).path("BlockedEval").asString("");
    assertThat(id).as("the blocked evaluation of %s", job).matches(UUID_PATTERN);
    return nomad.get("/v1/evaluation/" + id).ok().json();
  }

  private static JsonNode failure(JsonNode eval) {
    return eval.at("/FailedTGAllocs/g");
  }

  private static ObjectNode task(ObjectNode job) {
    return (ObjectNode) job.at("/TaskGroups/0/Tasks/0");
  }

  private static ObjectNode sized(ObjectNode job, String resource, int amount) {
    task(job).withObject("Resources").put(resource, amount);
    return job;
  }

  private int queued(String id) {
    JsonNode summary = nomad.get(jobPath(id) + "/summary").ok().json();
    return summary.at("/Summary/g/Queued").asInt(-1);
  }

  @Test
  void whatIsExhaustedIsCountedOnceForANodeAndOnceForEachAllocation() {
    JsonNode eval = blocked(sized(Specs.running(id("a"), 3, "10m"), "MemoryMB", TOO_MUCH));
    JsonNode failure = failure(eval);
    assertThat(failure.path("NodesEvaluated").asInt()).isEqualTo(1);
    assertThat(failure.path("NodesFiltered").asInt()).isZero();
    assertThat(failure.path("NodesInPool").asInt()).isEqualTo(1);
    assertThat(failure.path("NodePool").asString()).isEqualTo("default");
    assertThat(failure.path("NodesAvailable")).hasToString("{\"dc1\":1}");
    assertThat(failure.path("NodesExhausted").asInt()).isEqualTo(1);
    assertThat(failure.path("DimensionExhausted")).hasToString("{\"memory\":1}");
    assertThat(failure.path("CoalescedFailures").asInt()).isEqualTo(2);
    JsonNode resources = failure.at("/ResourcesExhausted/work");
    assertThat(resources.path("MemoryMB").asInt()).isEqualTo(3 * TOO_MUCH);
    assertThat(resources.path("CPU").asInt()).as("there was enough of it").isZero();
    assertThat(eval.at("/ClassEligibility/" + node().path("ComputedClass").asString()).asBoolean())
        .isTrue();
    assertThat(eval.has("QueuedAllocations")).isFalse();
    assertThat(queued(id("a"))).isEqualTo(3);
  }

  @Test
  void onlyCpuAndMemoryAreToldInAmounts() {
    ObjectNode job = Specs.running(id("a"), 1, "10m");
    ((ObjectNode) job.at("/TaskGroups/0")).putObject("EphemeralDisk").put("SizeMB", TOO_MUCH);
    JsonNode failure = failure(blocked(job));
    assertThat(failure.path("DimensionExhausted")).hasToString("{\"disk\":1}");
    assertThat(failure.at("/ResourcesExhausted/work/DiskMB").asInt(-1)).isZero();
    assertThat(failure.at("/ResourcesExhausted/work/MemoryMB").asInt(-1)).isZero();
  }

  @Test
  void coresThatANodeDoesNotHaveAreExhausted() {
    ObjectNode job = Specs.running(id("a"), 1, "10m");
    task(job).withObject("Resources").remove("CPU");
    JsonNode failure = failure(blocked(sized(job, "Cores", 10_000)));
    assertThat(failure.path("DimensionExhausted")).hasToString("{\"cores\":1}");
    assertThat(job(id("a")).at("/TaskGroups/0/Tasks/0/Resources/CPU").asInt(-1)).isZero();
  }

  @Test
  void whereNoNodeIsThereIsNothingToCount() {
    String pool = id("pool");
    nomad.put("/v1/node/pools", "{\"Name\":\"" + pool + "\",\"Description\":\"empty\"}").ok();
    try {
      JsonNode eval = blocked(Specs.running(id("a"), 4, "10m").put("NodePool", pool));
      JsonNode failure = failure(eval);
      assertThat(failure.path("NodesEvaluated").asInt()).isZero();
      assertThat(failure.path("NodesInPool").asInt()).isZero();
      assertThat(failure.path("NodePool").asString()).isEqualTo(pool);
      assertThat(failure.path("NodesAvailable")).hasToString("{}");
      assertThat(failure.path("DimensionExhausted").isNull()).isTrue();
      assertThat(failure.path("ResourcesExhausted").isNull()).isTrue();
      assertThat(failure.path("CoalescedFailures").asInt()).isEqualTo(3);
      assertThat(eval.has("ClassEligibility")).isFalse();
      assertThat(queued(id("a"))).isEqualTo(4);
      JsonNode stub = nomad.get("/v1/jobs?prefix=" + id("a")).ok().json().path(0);
      assertThat(stub.path("NodePool").asString()).isEqualTo(pool);
    } finally {
      evaluated(purge(id("a"), ""));
      nomad.delete("/v1/node/pool/" + pool).ok();
    }
  }

  @Test
  void aJobForOtherDatacentersSeesNoNode() {
    ObjectNode job = Specs.running(id("a"), 1, "10m");
    job.putArray("Datacenters").add("dc9*").add("elsewhere");
    assertThat(failure(blocked(job)).path("NodesAvailable")).hasToString("{}");
    ObjectNode glob = Specs.running(id("b"), 1, "1ms");
    glob.putArray("Datacenters").add("dc9").add("d*");
    assertThat(evaluated(register(glob)).has("BlockedEval")).isFalse();
  }

  @Test
  void aConstraintIsNamedWithTheCountOfNodesThatItKeepsOut() {
    ObjectNode job = Specs.running(id("a"), 2, "10m");
    constrain(job, "${attr.kernel.name}", "=", "plan9");
    JsonNode eval = blocked(job);
    JsonNode failure = failure(eval);
    assertThat(failure.path("NodesFiltered").asInt()).isEqualTo(1);
    assertThat(failure.path("ConstraintFiltered"))
        .hasToString("{\"${attr.kernel.name} = plan9\":1}");
    assertThat(failure.path("NodesExhausted").asInt()).isZero();
    assertThat(failure.path("ResourcesExhausted").isNull()).isTrue();
    assertThat(
            eval.at("/ClassEligibility/" + node().path("ComputedClass").asString()).asBoolean(true))
        .isFalse();
  }

  static void constrain(ObjectNode holder, String left, String operand, String right) {
    ObjectNode constraint =
        holder.path("Constraints").isArray()
            ? holder.withArray("Constraints").addObject()
            : holder.putArray("Constraints").addObject();
    constraint.put("LTarget", left).put("Operand", operand).put("RTarget", right);
  }

  @Test
  void whatIsKnownOfAClassIsNotLookedAtAgain() {
    ObjectNode job = Specs.running(id("a"), 1, "10m");
    constrain(job, "${attr.kernel.name}", "=", "plan9");
    ObjectNode second = (ObjectNode) job.at("/TaskGroups/0").deepCopy();
    job.withArray("TaskGroups").add(second.put("Name", "h"));
    JsonNode eval = blocked(job);
    List<String> reasons = new ArrayList<>();
    for (String group : List.of("g", "h")) {
      reasons.addAll(eval.at("/FailedTGAllocs/" + group + "/ConstraintFiltered").propertyNames());
    }
    assertThat(reasons)
        .containsExactlyInAnyOrder("${attr.kernel.name} = plan9", "computed class ineligible");
  }

  @Test
  void constraintsOnSingleNodesEscapeTheClasses() {
    ObjectNode job = Specs.running(id("a"), 1, "10m");
    constrain((ObjectNode) job.at("/TaskGroups/0"), "${node.unique.name}", "=", "nobody");
    JsonNode eval = blocked(job);
    assertThat(eval.path("EscapedComputedClass").asBoolean(false)).isTrue();
    assertThat(eval.has("ClassEligibility")).isFalse();
    assertThat(failure(eval).path("ConstraintFiltered"))
        .hasToString("{\"${node.unique.name} = nobody\":1}");
  }

  @Test
  void blockedEvaluationsAreListedAndCounted() {
    JsonNode eval = blocked(sized(Specs.running(id("a"), 2, "10m"), "CPU", TOO_MUCH));
    Answer list = nomad.get("/v1/evaluations?namespace=*&status=blocked");
    matches(list, Recorded.answer("evaluations-blocked"));
    assertThat(texts(list.json(), "ID")).contains(eval.path("ID").asString());
    assertThat(list.json())
        .allSatisfy(row -> assertThat(row.path("Status").asString()).isEqualTo("blocked"));
    String filter = Nomad.escape("Status == \"blocked\" and JobID == \"" + id("a") + "\"");
    Answer count = nomad.get("/v1/evaluations/count?namespace=*&filter=" + filter);
    matches(count, Recorded.answer("evaluations-count-blocked"));
    assertThat(count.json().path("Count").asInt()).isEqualTo(1);
  }

  @Test
  void aNodeThatIsEligibleAgainTakesWhatWaited() {
    String path = "/v1/node/" + nodeId + "/eligibility";
    nomad.put(path, "{\"Eligibility\":\"ineligible\"}").ok();
    try {
      JsonNode failure = failure(blocked(Specs.running(id("a"), 1, "1ms")));
      assertThat(failure.path("NodesInPool").asInt()).isZero();
    } finally {
      nomad.put(path, "{\"Eligibility\":\"eligible\"}").ok();
    }
    Await.until("dead", () -> job(id("a")), json -> json.path("Status").asString().equals("dead"));
    assertThat(queued(id("a"))).isZero();
  }

  @Test
  void whatIsPlacedInPartLeavesTheFailuresOldAndTheQueueRight() {
    int most = node().at("/NodeResources/Memory/MemoryMB").asInt() * 4 / 10;
    registered(sized(Specs.running(id("a"), 2, "10m"), "MemoryMB", most));
    JsonNode eval = blocked(sized(Specs.running(id("b"), 3, "10m"), "MemoryMB", most));
    assertThat(queued(id("b"))).isEqualTo(3);
    nomad.delete(jobPath(id("a"))).ok();
    Await.until("two placed", () -> queued(id("b")), left -> left == 1);
    JsonNode after = nomad.get("/v1/evaluation/" + eval.path("ID").asString()).ok().json();
    assertThat(after.path("Status").asString()).isEqualTo("blocked");
    assertThat(failure(after)).as("as it was created").isEqualTo(failure(eval));
    assertThat(failure(after).path("CoalescedFailures").asInt()).isEqualTo(2);
  }
}
