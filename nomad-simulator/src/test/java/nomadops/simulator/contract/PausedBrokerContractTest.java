package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class PausedBrokerContractTest extends Contract {
  private static final String CONFIGURATION = "/v1/operator/scheduler/configuration";

  @BeforeEach
  void pause() {
    needsAClusterOfItsOwn();
    pause(true);
  }

  @AfterEach
  void resume() {
    if (!target.live()) {
      pause(false);
    }
  }

  private Answer pause(boolean value) {
    ObjectNode config = (ObjectNode) nomad.get(CONFIGURATION).ok().json().path("SchedulerConfig");
    return nomad.put(CONFIGURATION, config.put("PauseEvalBroker", value)).ok();
  }

  @Test
  void theConfigurationSaysThatTheBrokerIsPaused() {
    Answer answer = nomad.get(CONFIGURATION);
    matches(answer, Recorded.answer("scheduler-configuration"));
    assertThat(answer.json().at("/SchedulerConfig/PauseEvalBroker").asBoolean()).isTrue();
    matches(pause(true), Recorded.answer("scheduler-configuration-pause-broker"));
  }

  @Test
  void registrationsStayPendingAndResumingFinishesThem() {
    Answer registration = register(Specs.batch(id("a")));
    String evalId = registration.json().path("EvalID").asString();
    // Another write and a short blocking query give a broker that is not paused time to act.
    register(Specs.batch(id("b")));
    JsonNode eval =
        nomad
            .get("/v1/evaluation/" + evalId + "?wait=300ms&index=" + registration.index())
            .ok()
            .json();
    assertThat(eval.path("Status").asString()).isEqualTo("pending");
    assertThat(job(id("a")).path("Status").asString()).isEqualTo("pending");
    pause(false);
    assertThat(evaluated(registration).path("Status").asString()).isEqualTo("complete");
    assertThat(job(id("a")).path("Status").asString()).isEqualTo("dead");
  }

  @Test
  void aPurgeIsAcceptedAndItsEvaluationCanBeDeletedByFilter() {
    pause(false);
    registered(Specs.batch(id("a")));
    pause(true);
    Answer purge = purge(id("a"), "&eval_priority=1");
    String evalId = purge.ok().json().path("EvalID").asString();
    nomad.get(jobPath(id("a"))).expect(404);
    String filter =
        "JobID == \\\"%s\\\" and TriggeredBy == \\\"job-deregister\\\" and Status == \\\"pending\\\""
            .formatted(id("a"));
    Answer answer = nomad.delete("/v1/evaluations", "{\"Filter\":\"" + filter + "\"}");
    matches(answer, Recorded.answer("evaluations-delete-by-filter"));
    assertThat(answer.json().path("Count").asInt()).isEqualTo(1);
    nomad.get("/v1/evaluation/" + evalId).expect(404);
  }

  @Test
  void aPurgeCompletesTheJobsOwnPendingEvaluations() {
    Answer registration = register(Specs.batch(id("a")));
    String evalId = registration.json().path("EvalID").asString();
    purge(id("a"), "").ok();
    JsonNode eval = nomad.get("/v1/evaluation/" + evalId).ok().json();
    assertThat(eval.path("Status").asString()).isEqualTo("complete");
    assertThat(eval.path("StatusDescription").asString()).isEqualTo("job " + id("a") + " deleted");
    assertThat(eval.path("ModifyIndex").asLong()).isEqualTo(registration.index());
  }

  @Test
  void evaluationsCanBeDeletedById() {
    String evalId = register(Specs.batch(id("a"))).json().path("EvalID").asString();
    nomad.delete("/v1/evaluations", "{\"EvalIDs\":[\"" + evalId + "\"]}").ok();
    nomad.get("/v1/evaluation/" + evalId).expect(404);
  }
}
