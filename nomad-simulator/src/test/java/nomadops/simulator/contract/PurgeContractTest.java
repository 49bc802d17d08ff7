package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class PurgeContractTest extends Contract {
  @Test
  void aPurgeDeletesTheJobAndMakesAServiceEvaluationOfTheGivenPriority() {
    registered(Specs.batch(id("a")));
    Answer answer = purge(id("a"), "&eval_priority=1");
    matches(answer, Recorded.answer("job-purge"));
    JsonNode body = answer.json();
    assertThat(body.path("JobModifyIndex").asLong()).isEqualTo(answer.index());
    assertThat(body.path("EvalCreateIndex").asLong()).isEqualTo(answer.index());
    nomad.get(jobPath(id("a"))).expect(404);
    JsonNode eval = evaluated(answer);
    assertThat(eval.path("Status").asString()).isEqualTo("complete");
    assertThat(eval.path("Type").asString()).isEqualTo("service");
    assertThat(eval.path("Priority").asInt()).isEqualTo(1);
    assertThat(eval.path("TriggeredBy").asString()).isEqualTo("job-deregister");
    assertThat(eval.path("JobID").asString()).isEqualTo(id("a"));
  }

  @Test
  void withoutAPriorityTheEvaluationHasTheJobs() {
    for (String none : new String[] {"", "&eval_priority=0", "&eval_priority=-1"}) {
      registered(Specs.batch(id("a")).put("Priority", 73));
      assertThat(evaluated(purge(id("a"), none)).path("Priority").asInt())
          .as("purged with '%s'", none)
          .isEqualTo(73);
    }
  }

  @Test
  void aPriorityBeyondTheRangeIsRefusedAndNothingIsDeleted() {
    registered(Specs.batch(id("a")));
    assertThat(purge(id("a"), "&eval_priority=101").expect(400).body())
        .isEqualTo("Eval priority must be between 1 and 100 inclusively");
    assertThat(purge(id("a"), "&eval_priority=x").expect(500).body())
        .startsWith("Failed to parse value of \"eval_priority\" (x) as a int");
    assertThat(job(id("a")).path("Status").asString()).isEqualTo("dead");
  }

  @Test
  void purgingAPurgedOrUnknownJobLooksLikeSuccessButMakesNoEvaluation() {
    registered(Specs.batch(id("a")));
    evaluated(purge(id("a"), ""));
    for (String id : new String[] {id("a"), id("none")}) {
      Answer again = purge(id, "&eval_priority=1");
      matches(again, Recorded.answer("job-purge-missing"));
      assertThat(again.ok().json().path("EvalID").asString("?")).isEmpty();
      assertThat(again.json().path("EvalCreateIndex").asLong(-1)).isZero();
      assertThat(again.json().path("JobModifyIndex").asLong(-1)).isZero();
    }
  }

  @Test
  void aPeriodicOrParameterizedParentIsPurgedWithoutAnEvaluation() {
    assertThat(register(Specs.periodic(id("cron"))).json().path("EvalID").asString("?")).isEmpty();
    assertThat(register(Specs.parameterized(id("param"))).json().path("EvalID").asString("?"))
        .isEmpty();
    for (String parent : new String[] {"cron", "param"}) {
      assertThat(job(id(parent)).path("Status").asString()).isEqualTo("running");
      Answer answer = purge(id(parent), "&eval_priority=1");
      assertThat(answer.ok().json().path("EvalID").asString("?")).isEmpty();
      assertThat(answer.json().path("JobModifyIndex").asLong()).isEqualTo(answer.index());
      nomad.get(jobPath(id(parent))).expect(404);
    }
  }

  @Test
  void aPurgedJobKeepsItsEvaluations() {
    registered(Specs.batch(id("a")));
    evaluated(purge(id("a"), ""));
    assertThat(texts(nomad.get(jobPath(id("a")) + "/evaluations").ok().json(), "TriggeredBy"))
        .containsExactlyInAnyOrder("job-register", "job-deregister");
  }

  @Test
  void aJobThatComesBackStartsAtVersionZeroWithLaterIndexes() {
    JsonNode first = registered(Specs.batch(id("a")));
    long purged = purge(id("a"), "").index();
    JsonNode second = registered(Specs.batch(id("a")));
    assertThat(second.path("Version").asLong()).isZero();
    assertThat(second.path("CreateIndex").asLong()).isGreaterThan(purged);
    assertThat(purged).isGreaterThan(first.path("JobModifyIndex").asLong());
  }

  @Test
  void aPurgeTakesVersionsAndSummaryWithTheJob() {
    registered(Specs.batch(id("a")));
    registered(Specs.batch(id("a")).put("Priority", 60));
    evaluated(purge(id("a"), ""));
    assertThat(nomad.get(jobPath(id("a")) + "/versions").expect(404).body())
        .isEqualTo("job versions not found");
    assertThat(nomad.get(jobPath(id("a")) + "/summary").expect(404).body())
        .isEqualTo("job not found");
  }
}
