package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The forced GC, and what the event stream tells of it: jobs, and nothing else.
final class CollectionContractTest extends Contract {
  private JsonNode allocationsOf(String id) {
    return nomad.get(jobPath(id) + "/allocations").ok().json();
  }

  @Test
  void aDeadJobIsCollectedWithAnEventAndItsEvaluationsAndAllocationsWithout() {
    needsAClusterOfItsOwn();
    needsANode();
    registered(Specs.running(id("a"), 1, "1ms"));
    Await.until("dead", () -> job(id("a")), job -> job.path("Status").asString().equals("dead"));
    JsonNode before = job(id("a"));
    String allocId = allocationsOf(id("a")).path(0).path("ID").asString();
    String evalId =
        nomad.get(jobPath(id("a")) + "/evaluations").ok().json().path(0).path("ID").asString();
    long from = nomad.get("/v1/allocations").ok().index();
    // What is younger than a millisecond is left.
    Await.until(
        "collected",
        () -> {
          nomad.put("/v1/system/gc", "{}").ok();
          return nomad.get("/v1/evaluation/" + evalId);
        },
        answer -> answer.status() == 404);
    Await.until("collected", () -> nomad.get(jobPath(id("a"))), a -> a.status() == 404);
    nomad.get("/v1/allocation/" + allocId).expect(404);
    try (EventStream stream =
        new EventStream(
            nomad, "topic=Job&topic=Evaluation&topic=Allocation&topic=Deployment&index=" + from)) {
      evaluated(register(Specs.batch(id("z"))));
      List<JsonNode> events = stream.until(EventStream.is("Job", "JobRegistered", id("z")));
      JsonNode gone =
          events.stream()
              .filter(EventStream.is("Job", "JobBatchDeregistered", id("a")))
              .findFirst()
              .orElseThrow();
      assertThat(gone.at("/Payload/Deleted").asBoolean(false)).isTrue();
      assertThat(gone.at("/Payload/Job/ModifyIndex")).isEqualTo(before.path("ModifyIndex"));
      assertThat(events)
          .filteredOn(event -> event.path("Index").asLong() >= gone.path("Index").asLong())
          .extracting(event -> event.path("Key").asString())
          .doesNotContain(allocId, evalId);
    }
  }

  @Test
  void whatHasEndedOfALivingServiceIsCollectedInSilence() {
    needsAClusterOfItsOwn();
    needsANode();
    ObjectNode job = Specs.service(id("svc"));
    ((ObjectNode) job.at("/TaskGroups/0")).put("Count", 1);
    ((ObjectNode) job.at("/TaskGroups/0/Tasks/0/Config")).put("run_for", "1h");
    registered(job);
    JsonNode running =
        Await.until(
            "running",
            () -> allocationsOf(id("svc")),
            all -> all.path(0).path("ClientStatus").asString("").equals("running"));
    String first = running.path(0).path("ID").asString();
    nomad.put("/v1/allocation/" + first + "/stop", "{}").ok();
    Await.until(
        "replaced",
        () -> allocationsOf(id("svc")),
        all ->
            all.valueStream()
                        .filter(a -> a.path("ClientStatus").asString().equals("running"))
                        .count()
                    == 1
                && all.valueStream()
                    .anyMatch(a ->
                        a.path("ID").asString().equals(first)
                            && a.path("ClientStatus").asString().equals("complete")));
    Await.until(
        "collected",
        () -> {
          nomad.put("/v1/system/gc", "{}").ok();
          return nomad.get("/v1/allocation/" + first);
        },
        answer -> answer.status() == 404);
    assertThat(texts(allocationsOf(id("svc")), "ClientStatus")).containsExactly("running");
    assertThat(job(id("svc")).path("Status").asString()).isEqualTo("running");
  }
}
