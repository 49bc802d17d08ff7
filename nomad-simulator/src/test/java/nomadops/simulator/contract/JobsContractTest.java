package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class JobsContractTest extends Contract {
  @Test
  void registeringAnswersWithTheEvaluationAndItsIndex() {
    Answer answer = register(Specs.batch(id("a")));
    matches(answer, Recorded.answer("job-register-batch"));
    JsonNode body = answer.json();
    assertThat(body.path("EvalID").asString()).matches(UUID_PATTERN);
    assertThat(body.path("JobModifyIndex").asLong()).isPositive();
    assertThat(body.path("EvalCreateIndex").asLong())
        .isEqualTo(body.path("JobModifyIndex").asLong());
    assertThat(answer.index()).isEqualTo(body.path("JobModifyIndex").asLong());
    assertThat(answer.headers().firstValue("X-Nomad-KnownLeader")).isEmpty();
  }

  @Test
  void postIsAsGoodAsPut() {
    ObjectNode body = Answer.JSON.createObjectNode();
    body.set("Job", Specs.batch(id("a")));
    evaluated(nomad.send("POST", "/v1/jobs", BodyPublishers.ofString(body.toString())));
    assertThat(job(id("a")).path("Status").asString()).isEqualTo("dead");
  }

  @Test
  void aBatchJobWithoutAllocationsIsDeadOnceItsEvaluationIsComplete() {
    assertThat(evaluated(register(Specs.batch(id("a")))).path("Status").asString())
        .isEqualTo("complete");
    Answer answer = nomad.get(jobPath(id("a")));
    matches(answer, Recorded.answer("job-read-dead-batch"));
    JsonNode job = answer.json();
    assertThat(job.path("Status").asString()).isEqualTo("dead");
    assertThat(job.path("Stop").asBoolean()).isFalse();
    assertThat(job.path("Version").asLong()).isZero();
    assertThat(job.path("ModifyIndex").asLong()).isGreaterThan(job.path("JobModifyIndex").asLong());
    assertThat(job.path("CreateIndex").asLong()).isEqualTo(job.path("JobModifyIndex").asLong());
    assertThat(job.path("SubmitTime").asLong()).isGreaterThan(1_500_000_000_000_000_000L);
    assertThat(job.at("/Meta/team").asString()).isEqualTo("build");
  }

  @Test
  void aServiceJobWithoutAllocationsIsNotRunning() {
    JsonNode job = registered(Specs.service(id("s")));
    assertThat(job.path("Status").asString()).isEqualTo("dead");
    assertThat(job.path("Stop").asBoolean()).isFalse();
  }

  @Test
  void anUnknownJobIsA404InPlainText() {
    Answer answer = nomad.get(jobPath(id("none")));
    matches(answer, Recorded.answer("job-read-missing"));
    assertThat(answer.expect(404).body()).isEqualTo("job not found");
  }

  @Test
  void aChangedJobGetsANewVersionAndJobModifyIndex() {
    JsonNode first = registered(Specs.batch(id("a")));
    JsonNode second = registered(Specs.meta(Specs.batch(id("a")), Map.of("team", "ops")));
    assertThat(second.path("Version").asLong()).isEqualTo(1);
    assertThat(second.path("JobModifyIndex").asLong())
        .isGreaterThan(first.path("JobModifyIndex").asLong());
    assertThat(second.path("CreateIndex").asLong()).isEqualTo(first.path("CreateIndex").asLong());
    JsonNode versions = nomad.get(jobPath(id("a")) + "/versions").ok().json().path("Versions");
    assertThat(versions.valueStream().map(version -> version.path("Version").asLong()))
        .containsExactly(1L, 0L);
  }

  @Test
  void anUnchangedJobIsEvaluatedAgainButKeepsItsVersion() {
    Answer firstAnswer = register(Specs.batch(id("a")));
    evaluated(firstAnswer);
    JsonNode first = job(id("a"));
    Answer secondAnswer = register(Specs.batch(id("a")));
    evaluated(secondAnswer);
    JsonNode second = job(id("a"));
    assertThat(secondAnswer.json().path("EvalID").asString())
        .isNotEqualTo(firstAnswer.json().path("EvalID").asString());
    assertThat(second.path("Version").asLong()).isZero();
    assertThat(second.path("JobModifyIndex")).isEqualTo(first.path("JobModifyIndex"));
    assertThat(second.path("ModifyIndex").asLong())
        .isGreaterThan(first.path("ModifyIndex").asLong());
  }

  @Test
  void enforcingAnIndexRefusesEveryOther() {
    JsonNode job = registered(Specs.batch(id("a")));
    long index = job.path("JobModifyIndex").asLong();
    assertThat(enforce(id("a"), 0).expect(500).body())
        .isEqualTo("Enforcing job modify index 0: job already exists");
    assertThat(enforce(id("a"), 1).expect(500).body())
        .isEqualTo(
            "Enforcing job modify index 1: job exists with conflicting job modify index: " + index);
    assertThat(enforce(id("none"), 7).expect(500).body())
        .isEqualTo("Enforcing job modify index 7: job does not exist");
    enforce(id("a"), index).ok();
    enforce(id("new"), 0).ok();
  }

  private Answer enforce(String id, long index) {
    ObjectNode body =
        Answer.JSON.createObjectNode().put("EnforceIndex", true).put("JobModifyIndex", index);
    body.set("Job", Specs.batch(id));
    return nomad.put("/v1/jobs", body);
  }

  @Test
  void aBodyThatIsNotAJobIsRefused() {
    nomad.put("/v1/jobs", "nonsense").expect(400);
    assertThat(nomad.put("/v1/jobs", "{\"Job\":null}").expect(400).body())
        .isEqualTo("Job must be specified");
    assertThat(nomad.put("/v1/jobs", "{\"Job\":{\"Type\":\"batch\"}}").expect(400).body())
        .isEqualTo("Job ID hasn't been provided");
    ObjectNode body = Answer.JSON.createObjectNode();
    body.set("Job", Specs.batch(id("a")).set("TaskGroups", Answer.JSON.createArrayNode()));
    assertThat(nomad.put("/v1/jobs", body).expect(500).body()).contains("Missing job task groups");
  }

  @Test
  void stoppingKeepsTheJobAndMakesANewVersion() {
    registered(Specs.batch(id("a")));
    Answer answer = nomad.delete(jobPath(id("a")));
    matches(answer, Recorded.answer("job-purge"));
    JsonNode eval = evaluated(answer);
    assertThat(eval.path("TriggeredBy").asString()).isEqualTo("job-deregister");
    JsonNode job = job(id("a"));
    assertThat(job.path("Stop").asBoolean()).isTrue();
    assertThat(job.path("Status").asString()).isEqualTo("dead");
    assertThat(job.path("Version").asLong()).isEqualTo(1);
    assertThat(job.path("JobModifyIndex")).isEqualTo(answer.json().path("JobModifyIndex"));
  }

  @Test
  void aJobsPartsHaveTheRecordedShapes() {
    registered(Specs.batch(id("a")));
    Answer summary = nomad.get(jobPath(id("a")) + "/summary");
    matches(summary, Recorded.answer("job-summary"));
    assertThat(summary.json().at("/Summary/g/Queued").asInt(-1)).isZero();
    Answer evaluations = nomad.get(jobPath(id("a")) + "/evaluations");
    assertThat(texts(evaluations.ok().json(), "JobID")).containsExactly(id("a"));
    Answer allocations = nomad.get(jobPath(id("a")) + "/allocations");
    assertThat(allocations.ok().json()).isEmpty();
    Answer submission = nomad.get(jobPath(id("a")) + "/submission?version=0");
    matches(submission, Recorded.answer("job-submission-missing"));
  }
}
