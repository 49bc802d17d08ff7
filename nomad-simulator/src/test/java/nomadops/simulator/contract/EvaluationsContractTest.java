package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class EvaluationsContractTest extends Contract {
  private static final String NONE = "00000000-0000-0000-0000-000000000000";

  private String mine(String condition) {
    return "filter=" + Nomad.escape("JobID contains \"" + prefix + "\"" + condition);
  }

  @Test
  void anEvaluationNamesItsJobAndCause() {
    Answer registration = register(Specs.batch(id("a")));
    JsonNode eval = evaluated(registration);
    Answer answer = nomad.get("/v1/evaluation/" + eval.path("ID").asString());
    matches(answer, Recorded.answer("evaluation-blocking-query"));
    assertThat(answer.json().path("Status").asString()).isEqualTo("complete");
    assertThat(eval.path("Type").asString()).isEqualTo("batch");
    assertThat(eval.path("Priority").asInt()).isEqualTo(50);
    assertThat(eval.path("TriggeredBy").asString()).isEqualTo("job-register");
    assertThat(eval.path("JobID").asString()).isEqualTo(id("a"));
    assertThat(eval.path("CreateIndex")).isEqualTo(registration.json().path("EvalCreateIndex"));
    assertThat(eval.path("JobModifyIndex")).isEqualTo(registration.json().path("JobModifyIndex"));
    assertThat(eval.path("ModifyIndex").asLong()).isGreaterThan(eval.path("CreateIndex").asLong());
  }

  @Test
  void anUnknownEvaluationIsA404AndABadIdA500() {
    assertThat(nomad.get("/v1/evaluation/" + NONE).expect(404).body()).isEqualTo("eval not found");
    assertThat(nomad.get("/v1/evaluation/nonsense").expect(500).body())
        .isEqualTo(
            "failed to lookup eval: eval lookup failed: index error: UUID must be 36 characters");
  }

  @Test
  void theListIsInTheOrderOfCreationAndItsTokenIsIndexAndId() {
    JsonNode a = evaluated(register(Specs.batch(id("b"))));
    JsonNode b = evaluated(register(Specs.batch(id("a"))));
    Answer first = nomad.get("/v1/evaluations?per_page=1&" + mine(""));
    matches(
        first,
        Recorded.answer("evaluations-page-1")
            .whereMayBeNull("QueuedAllocations", "ClassEligibility", "FailedTGAllocs"));
    assertThat(texts(first.json(), "ID")).containsExactly(a.path("ID").asString());
    assertThat(first.nextToken())
        .isEqualTo(b.path("CreateIndex").asLong() + "." + b.path("ID").asString());
    Answer second =
        nomad.get("/v1/evaluations?per_page=1&" + mine("") + "&next_token=" + first.nextToken());
    assertThat(texts(second.ok().json(), "ID")).containsExactly(b.path("ID").asString());
    assertThat(second.nextToken()).isEmpty();
  }

  @Test
  void theCountObeysItsFilter() {
    registered(Specs.batch(id("a")));
    registered(Specs.batch(id("b")));
    evaluated(purge(id("b"), ""));
    Answer all = nomad.get("/v1/evaluations/count?" + mine(""));
    matches(all, Recorded.answer("evaluations-count-blocked"));
    assertThat(all.json().path("Count").asInt()).isEqualTo(3);
    assertThat(
            nomad
                .get("/v1/evaluations/count?" + mine(" and TriggeredBy == \"job-deregister\""))
                .ok()
                .json()
                .path("Count")
                .asInt())
        .isEqualTo(1);
    assertThat(nomad.get("/v1/evaluations/count").ok().json().path("Count").asInt())
        .isGreaterThanOrEqualTo(3);
  }

  @Test
  void deletingIsRefusedWhileTheBrokerRuns() {
    needsAClusterOfItsOwn();
    JsonNode eval = evaluated(register(Specs.batch(id("a"))));
    Answer answer =
        nomad.delete("/v1/evaluations", "{\"EvalIDs\":[\"" + eval.path("ID").asString() + "\"]}");
    matches(answer, Recorded.answer("evaluations-delete-broker-running"));
    assertThat(answer.expect(500).body())
        .isEqualTo("eval broker is enabled; eval broker must be paused to delete evals");
    nomad.get("/v1/evaluation/" + eval.path("ID").asString()).ok();
  }

  @Test
  void anUnknownFieldIsA400InAListAndCountsNothing() {
    registered(Specs.batch(id("a")));
    String filter = "filter=" + Nomad.escape("Bogus == \"a\"");
    assertThat(nomad.get("/v1/evaluations?" + filter).expect(400).body())
        .startsWith("failed to read result page: error finding value in datum: /Bogus");
    assertThat(nomad.get("/v1/evaluations/count?" + filter).ok().json().path("Count").asInt(-1))
        .isZero();
  }

  @Test
  void whatIsNoUuidIsA500ThatSaysWhy() {
    String why = "index error: UUID must be 36 characters";
    assertThat(nomad.get("/v1/evaluation/nonsense/allocations").expect(500).body()).isEqualTo(why);
    assertThat(nomad.get("/v1/allocation/nonsense").expect(500).body())
        .isEqualTo("alloc lookup failed: " + why);
    assertThat(nomad.get("/v1/evaluation/" + NONE.replace("-", "0000")).expect(500).body())
        .endsWith(why);
    assertThat(nomad.get("/v1/evaluation/" + NONE.replaceFirst("0", "z")).expect(500).body())
        .endsWith("index error: Invalid UUID: encoding/hex: invalid byte: U+007A 'z'");
    nomad.get("/v1/evaluation/" + NONE.replace("-", "0")).expect(404);
  }
}
