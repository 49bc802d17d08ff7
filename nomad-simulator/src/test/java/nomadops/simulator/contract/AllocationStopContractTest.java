package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `PUT /v1/allocation/:id/stop`, and how it differs from a drain.
final class AllocationStopContractTest extends Contract {
  private static final String NONE = "00000000-0000-0000-0000-000000000000";
  private static final String MOVED = "alloc is being migrated";

  @Test
  void aStoppedAllocationOfABatchOrServiceJobIsReplaced() {
    needsANode();
    for (String type : new String[] {"batch", "service"}) {
      JsonNode old = running(spec(type));
      Answer answer = stop(old);
      assertThat(answer.ok().json().propertyNames()).containsExactlyInAnyOrder("EvalID", "Index");
      assertThat(answer.header("X-Nomad-Index")).isEqualTo(answer.json().path("Index").asString());
      JsonNode eval = evaluated(answer);
      assertThat(eval.path("TriggeredBy").asString()).isEqualTo("alloc-stop");
      assertThat(eval.path("Type").asString()).isEqualTo(type);
      assertThat(eval.path("Priority").asInt()).isEqualTo(37);
      assertThat(eval.path("JobID")).isEqualTo(old.path("JobID"));
      assertThat(eval.path("JobModifyIndex").asLong()).isPositive();
      assertThat(updates(eval).path("Migrate").asInt()).isEqualTo(1);
      assertThat(updates(eval).path("Place").asInt()).isZero();
      JsonNode stopped = ended(old);
      assertThat(stopped.path("ClientStatus").asString()).isEqualTo("complete");
      assertThat(stopped.path("DesiredStatus").asString()).isEqualTo("stop");
      assertThat(stopped.path("DesiredDescription").asString()).isEqualTo(MOVED);
      JsonNode told = stopped.path("DesiredTransition");
      assertThat(told.path("Migrate").asBoolean()).isTrue();
      assertThat(told.path("NoShutdownDelay").isBoolean()).isTrue();
      assertThat(told.path("MigrateDisablePlacement").isNull()).isTrue();
      JsonNode next = allocation(stopped.path("NextAllocation").asString());
      assertThat(next.path("PreviousAllocation")).isEqualTo(old.path("ID"));
      assertThat(next.path("Name")).isEqualTo(old.path("Name"));
      assertThat(next.path("EvalID")).isEqualTo(eval.path("ID"));
      assertThat(allocations(id(type))).hasSize(2);
    }
  }

  @Test
  void withoutAnEligibleNodeTheReplacementWaitsAndDoesNotNameItsPredecessorLater() {
    needsAClusterOfItsOwn();
    String node = needsANode();
    for (String type : new String[] {"batch", "service"}) {
      JsonNode old = running(spec(type));
      eligible(node, false);
      JsonNode eval = evaluated(stop(old));
      assertThat(eval.path("BlockedEval").asString()).matches(UUID_PATTERN);
      assertThat(eval.at("/FailedTGAllocs/g").isObject()).isTrue();
      assertThat(ended(old).path("DesiredDescription").asString()).isEqualTo(MOVED);
      assertThat(allocations(id(type))).hasSize(1);
      eligible(node, true);
      Await.until("placed", () -> allocations(id(type)), all -> all.size() == 2);
      assertThat(allocation(old.path("ID").asString()).path("NextAllocation").asString(""))
          .isEmpty();
      for (JsonNode stub : allocations(id(type))) {
        JsonNode whole = allocation(stub.path("ID").asString());
        assertThat(whole.path("PreviousAllocation").asString("")).isEmpty();
      }
    }
  }

  @Test
  void stoppingWhatHasEndedMakesAnEvaluationThatDoesNothing() {
    needsANode();
    evaluated(register(Specs.running(id("a"), 1, "1ms")));
    JsonNode done =
        ended(Await.until("there", () -> allocations(id("a")).path(0), a -> a.has("ID")));
    JsonNode eval = evaluated(stop(done));
    assertThat(eval.path("TriggeredBy").asString()).isEqualTo("alloc-stop");
    assertThat(updates(eval).path("Ignore").asInt()).isEqualTo(1);
    JsonNode after = allocation(done.path("ID").asString());
    assertThat(after.at("/DesiredTransition/Migrate").asBoolean()).isTrue();
    assertThat(after.path("DesiredStatus").asString()).isEqualTo("run");
    assertThat(allocations(id("a"))).hasSize(1);
    Await.until("dead", () -> job(id("a")), a -> a.path("Status").asString().equals("dead"));
  }

  @Test
  void stoppingWhatIsReplacedAlreadyLeavesTheReplacementAlone() {
    needsANode();
    JsonNode old = running(spec("batch"));
    evaluated(stop(old));
    ended(old);
    JsonNode eval = evaluated(stop(old));
    assertThat(updates(eval).path("Migrate").asInt()).isZero();
    assertThat(updates(eval).path("Place").asInt()).isZero();
    assertThat(allocations(id("batch"))).hasSize(2);
  }

  @Test
  void aSystemAllocationComesBackWithItsJobsNextEvaluationAndASysbatchOneDoesNot() {
    needsAClusterOfItsOwn();
    String node = needsANode();
    JsonNode system = running(spec("system"));
    JsonNode eval = evaluated(stop(system));
    assertThat(eval.path("Type").asString()).isEqualTo("system");
    JsonNode stopped = ended(system);
    assertThat(stopped.path("DesiredDescription").asString())
        .isEqualTo("alloc not needed as node is tainted");
    evaluate(id("system"));
    String after = allocation(system.path("ID").asString()).path("NextAllocation").asString();
    JsonNode next = allocation(after);
    assertThat(next.path("NodeID").asString()).isEqualTo(node);
    assertThat(next.path("PreviousAllocation")).isEqualTo(system.path("ID"));
    JsonNode sysbatch = running(spec("sysbatch"));
    evaluated(stop(sysbatch));
    evaluate(id("sysbatch"));
    assertThat(ended(sysbatch).path("NextAllocation").asString("")).isEmpty();
    assertThat(allocations(id("sysbatch"))).hasSize(1);
  }

  @Test
  void aDrainedBatchAllocationIsNotReplacedEvenIfItIsStoppedOrItsJobEvaluated() {
    needsAClusterOfItsOwn();
    String node = needsANode();
    JsonNode old = running(spec("batch"));
    String path = "/v1/node/" + node + "/drain";
    nomad.put(path, "{\"DrainSpec\":{\"Deadline\":-1}}").ok();
    JsonNode stopped = ended(old);
    nomad.put(path, "{\"DrainSpec\":null,\"MarkEligible\":true}").ok();
    assertThat(stopped.path("DesiredDescription").asString()).isEqualTo(MOVED);
    JsonNode told = stopped.path("DesiredTransition");
    assertThat(told.path("Migrate").asBoolean()).isTrue();
    assertThat(told.path("MigrateDisablePlacement").asBoolean()).isTrue();
    assertThat(told.path("NoShutdownDelay").isNull()).isTrue();
    assertThat(updates(evaluated(stop(old))).path("Ignore").asInt()).isEqualTo(1);
    evaluate(id("batch"));
    assertThat(allocations(id("batch"))).hasSize(1);
    JsonNode after = allocation(old.path("ID").asString()).path("DesiredTransition");
    assertThat(after.path("MigrateDisablePlacement").asBoolean()).isTrue();
    assertThat(after.path("NoShutdownDelay").isBoolean()).isTrue();
  }

  @Test
  void whatCannotBeStoppedIsRefusedInNomadsWords() {
    String path = "/v1/allocation/" + NONE + "/stop";
    assertThat(nomad.put(path, "").expect(404).body()).isEqualTo("allocation not found");
    assertThat(nomad.send("POST", path, BodyPublishers.noBody()).expect(404).body())
        .isEqualTo("allocation not found");
    assertThat(nomad.get(path).expect(405).body()).isEqualTo("Invalid method");
    assertThat(nomad.delete(path).expect(405).body()).isEqualTo("Invalid method");
    assertThat(nomad.put("/v1/allocation/xyz/stop", "").expect(500).body())
        .isEqualTo("alloc lookup failed: index error: UUID must be 36 characters");
    assertThat(nomad.put(path + "/x", "").expect(404).body()).isEqualTo("resource not found");
    assertThat(nomad.put("/v1/allocation/" + NONE, "").expect(405).body())
        .isEqualTo("Invalid method");
  }

  private ObjectNode spec(String type) {
    ObjectNode job = Specs.running(id(type), 1, "10m").put("Type", type).put("Priority", 37);
    ObjectNode group = (ObjectNode) job.at("/TaskGroups/0");
    if (!type.equals("batch")) {
      group.remove("ReschedulePolicy");
    }
    return job;
  }

  private JsonNode running(ObjectNode job) {
    evaluated(register(job));
    return Await.until(
        "running",
        () -> allocations(job.path("ID").asString()).path(0),
        stub -> stub.path("ClientStatus").asString("").equals("running"));
  }

  /// The whole allocation as it was when its client had ended it.
  private JsonNode ended(JsonNode stub) {
    return Await.until(
        "ended",
        () -> allocation(stub.path("ID").asString()),
        whole -> whole.path("ClientStatus").asString("").equals("complete"));
  }

  private void evaluate(String jobId) {
    evaluated(nomad.put(jobPath(jobId) + "/evaluate", "{\"JobID\":\"" + jobId + "\"}"));
  }

  private Answer stop(JsonNode stub) {
    return nomad.put("/v1/allocation/" + stub.path("ID").asString() + "/stop", "");
  }

  private JsonNode allocation(String id) {
    return nomad.get("/v1/allocation/" + id).ok().json();
  }

  private JsonNode allocations(String jobId) {
    return nomad.get(jobPath(jobId) + "/allocations").ok().json();
  }

  private static JsonNode updates(JsonNode eval) {
    return eval.at("/PlanAnnotations/DesiredTGUpdates/g");
  }

  private void eligible(String node, boolean eligible) {
    String word = eligible ? "eligible" : "ineligible";
    nomad.put("/v1/node/" + node + "/eligibility", "{\"Eligibility\":\"" + word + "\"}").ok();
  }
}
