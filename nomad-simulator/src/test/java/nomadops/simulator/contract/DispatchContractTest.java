package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class DispatchContractTest extends Contract {
  @Test
  void aDispatchedChildCarriesItsParentAndTimeInItsId() {
    register(Specs.parameterized(id("param")));
    matches(
        nomad.get(jobPath(id("param"))),
        Recorded.answer("job-read-parameterized").whereMayBeNull("MetaRequired"));
    Answer answer = nomad.put(jobPath(id("param")) + "/dispatch", "{\"Meta\":{\"k\":\"7\"}}");
    matches(answer, Recorded.answer("job-dispatch"));
    String child = answer.json().path("DispatchedJobID").asString();
    assertThat(child).matches(Pattern.quote(id("param")) + "/dispatch-\\d{10}-[0-9a-f]{8}");
    evaluated(answer);
    JsonNode job = job(child);
    assertThat(job.path("ParentID").asString()).isEqualTo(id("param"));
    assertThat(job.path("Dispatched").asBoolean()).isTrue();
    assertThat(job.path("Status").asString()).isEqualTo("dead");
    assertThat(job.at("/Meta/k").asString()).isEqualTo("7");
    assertThat(job.at("/Meta/team").asString()).isEqualTo("build");
    assertThat(answer.json().path("JobCreateIndex")).isEqualTo(job.path("CreateIndex"));
  }

  @Test
  void childrenAreListedBehindTheirParentAndCanBeFoundByIt() {
    register(Specs.parameterized(id("param")));
    String child = dispatch();
    Answer answer = nomad.get("/v1/jobs?prefix=" + prefix);
    assertThat(texts(answer.json(), "ID")).containsExactly(id("param"), child);
    String filter = Nomad.escape("ParentID == \"" + id("param") + "\"");
    assertThat(texts(nomad.get("/v1/jobs?filter=" + filter).ok().json(), "ID"))
        .containsExactly(child);
    JsonNode parent = answer.json().path(0);
    assertThat(parent.path("ParameterizedJob").asBoolean()).isTrue();
    assertThat(parent.at("/JobSummary/Children/Dead").asInt()).isEqualTo(1);
  }

  @Test
  void aPurgedChildLeavesItsParentRunning() {
    register(Specs.parameterized(id("param")));
    String child = dispatch();
    JsonNode eval = evaluated(purge(child, "&eval_priority=2"));
    assertThat(eval.path("JobID").asString()).isEqualTo(child);
    assertThat(eval.path("Priority").asInt()).isEqualTo(2);
    nomad.get(jobPath(child)).expect(404);
    assertThat(job(id("param")).path("Status").asString()).isEqualTo("running");
  }

  @Test
  void forcingAPeriodicJobMakesAChildNamedByTheTime() {
    register(Specs.periodic(id("cron")));
    Answer answer = nomad.put(jobPath(id("cron")) + "/periodic/force", "{}");
    matches(answer, Recorded.answer("periodic-force"));
    JsonNode eval = evaluated(answer);
    String child = eval.path("JobID").asString();
    assertThat(child).matches(Pattern.quote(id("cron")) + "/periodic-\\d{10}");
    assertThat(job(child).path("ParentID").asString()).isEqualTo(id("cron"));
  }

  private String dispatch() {
    Answer answer = nomad.put(jobPath(id("param")) + "/dispatch", "{}");
    evaluated(answer);
    return answer.json().path("DispatchedJobID").asString();
  }

  @Test
  void aSecondDispatchWithTheSameTokenAnswersTheSameChild() {
    register(Specs.parameterized(id("param")));
    String path = jobPath(id("param")) + "/dispatch?idempotency_token=" + id("once");
    String body = "{\"Payload\":\"aGVsbG8=\",\"Meta\":{\"k\":\"7\"}}";
    Answer first = nomad.put(path, body);
    Answer second = nomad.put(path, body);
    String child = first.ok().json().path("DispatchedJobID").asString();
    assertThat(second.ok().json().path("DispatchedJobID").asString()).isEqualTo(child);
    assertThat(second.json().path("EvalID").asString()).isEmpty();
  }

  @Test
  void aDispatchTakesOnlyTheKeysThatTheJobNames() {
    register(Specs.parameterized(id("param")));
    Answer answer = nomad.put(jobPath(id("param")) + "/dispatch", "{\"Meta\":{\"zz\":\"7\"}}");
    assertThat(answer.expect(500).body())
        .isEqualTo("Dispatch request included unpermitted metadata keys: [zz]");
  }

  @Test
  void aJobWithAPayloadCanOnlyBeDispatched() {
    Answer answer =
        nomad.put("/v1/jobs", "{\"Job\":" + Specs.batch(id("a")).put("Payload", "aGVsbG8=") + "}");
    assertThat(answer.expect(500).body())
        .isEqualTo(
            "1 error occurred:\n\t* job can't be submitted with a payload, only dispatched\n\n");
  }
}
