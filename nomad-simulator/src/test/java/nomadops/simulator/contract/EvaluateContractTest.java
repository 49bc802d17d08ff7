package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `PUT /v1/job/:id/evaluate`: one more evaluation of a job as it is.
final class EvaluateContractTest extends Contract {
  private Answer evaluate(String id) {
    return nomad.send("PUT", jobPath(id) + "/evaluate", BodyPublishers.noBody());
  }

  /// A system job of a datacenter without nodes, and without an allocation to place.
  private ObjectNode idle(String id) {
    ObjectNode job = Specs.service(id).put("Type", "system").put("Priority", 100);
    job.putArray("Datacenters").add(prefix + "nowhere");
    return job;
  }

  @Test
  void itAnswersAsARegistrationDoes() {
    JsonNode before = registered(Specs.batch(id("a")));
    Answer answer = evaluate(id("a")).ok();
    matches(answer, Recorded.answer("job-register-batch"));
    JsonNode body = answer.json();
    assertThat(body.path("JobModifyIndex")).isEqualTo(before.path("ModifyIndex"));
    assertThat(body.path("EvalCreateIndex").asLong()).isEqualTo(answer.index());
    JsonNode eval = evaluated(answer);
    assertThat(eval.path("Status").asString()).isEqualTo("complete");
    assertThat(eval.path("TriggeredBy").asString()).isEqualTo("job-register");
    assertThat(eval.path("Priority").asInt()).isEqualTo(50);
  }

  @Test
  void itMakesNoVersionOfTheJob() {
    JsonNode before = registered(Specs.batch(id("a")));
    for (int i = 0; i < 3; i++) {
      evaluated(evaluate(id("a")));
    }
    JsonNode after = job(id("a"));
    assertThat(after.path("Version").asLong()).isZero();
    assertThat(after.path("JobModifyIndex")).isEqualTo(before.path("JobModifyIndex"));
    assertThat(after.path("Status").asString()).isEqualTo("dead");
  }

  @Test
  void anIdleSystemJobStaysRunningAndIsNotWrittenAtAll() {
    JsonNode before = registered(idle(id("a")));
    assertThat(before.path("Status").asString()).isEqualTo("running");
    for (int i = 0; i < 3; i++) {
      JsonNode eval = evaluated(evaluate(id("a")));
      assertThat(eval.path("Status").asString()).isEqualTo("complete");
      assertThat(eval.path("Type").asString()).isEqualTo("system");
      assertThat(eval.path("BlockedEval").asString("")).isEmpty();
    }
    JsonNode after = job(id("a"));
    assertThat(after.path("Status").asString()).isEqualTo("running");
    assertThat(after.path("ModifyIndex")).isEqualTo(before.path("ModifyIndex"));
    assertThat(nomad.get(jobPath(id("a")) + "/allocations").ok().json()).isEmpty();
  }

  @Test
  void parentsAreRefusedAndAMissingJobIsNotFound() {
    register(Specs.periodic(id("p")));
    register(Specs.parameterized(id("q")));
    assertThat(evaluate(id("p")).expect(500).body()).isEqualTo("can't evaluate periodic job");
    assertThat(evaluate(id("q")).expect(500).body()).isEqualTo("can't evaluate parameterized job");
    assertThat(evaluate(id("none")).expect(500).body()).isEqualTo("job not found");
  }
}
