package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import nomadops.simulator.contract.ContractTarget.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("nomadops.simulator.contract.ContractTargets#all")
final class EvaluationContractTest {
  @Parameter ContractTarget nomad;

  @Test
  void aBlockingReadReturnsWhenTheEvaluationIsDone() {
    Reply register = nomad.put("/v1/jobs", Jobs.batch(Jobs.newId(), 0));
    String path = "/v1/evaluation/" + register.json().path("EvalID").asString();
    long index = register.index();
    Reply eval = nomad.get(path + "?wait=10s&index=" + index);
    assertThat(eval.json().path("Status").asString()).isEqualTo("complete");
    assertThat(eval.index())
        .isEqualTo(eval.json().path("ModifyIndex").asLong())
        .isGreaterThan(index);
  }

  @Test
  void aBlockingReadOfWhatDoesNotChangeEndsWithItsWait() {
    Reply register = nomad.put("/v1/jobs", Jobs.batch(Jobs.newId(), 0));
    String path = "/v1/evaluation/" + register.json().path("EvalID").asString();
    Reply done = nomad.until(path, r -> r.json().path("Status").asString("").equals("complete"));
    Reply same = nomad.get(path + "?wait=100ms&index=" + done.index());
    assertThat(same.status()).isEqualTo(200);
    assertThat(same.index()).isEqualTo(done.index());
    assertThat(nomad.get(path + "?wait=soon").status()).isEqualTo(400);
    assertThat(nomad.get(path + "?wait=soon").body()).isEqualTo("Invalid wait time");
  }

  @Test
  void aBlockingListWakesWhenSomethingIsRegistered() throws Exception {
    nomad.registerDead(Jobs.newId());
    long index = nomad.get("/v1/jobs?per_page=1").index();
    CompletableFuture<Reply> list =
        CompletableFuture.supplyAsync(
            () -> nomad.get("/v1/jobs?per_page=1&wait=30s&index=" + index));
    nomad.put("/v1/jobs", Jobs.batch(Jobs.newId(), 0));
    assertThat(list.get().index()).isGreaterThan(index);
  }

  @Test
  void anUnknownEvaluationIsNotFoundButHasAnIndex() {
    Reply reply = nomad.get("/v1/evaluation/00000000-0000-0000-0000-000000000000");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.body()).isEqualTo("eval not found");
    assertThat(reply.has("X-Nomad-Index")).isTrue();
  }

  @Test
  void evaluationsAreListedAndCountedByFilter() {
    String id = Jobs.newId();
    nomad.registerDead(id);
    String filter = Urls.encode("JobID == \"" + id + "\" and Status == \"complete\"");
    Reply list = nomad.get("/v1/evaluations?filter=" + filter);
    assertThat(list.json().size()).isEqualTo(1);
    assertThat(list.json().path(0).path("JobModifyIndex").asLong()).isPositive();
    Reply count = nomad.get("/v1/evaluations/count?filter=" + filter);
    assertThat(count.json().path("Count").asInt()).isEqualTo(1);
    assertThat(nomad.get("/v1/job/" + id + "/evaluations").json().size()).isEqualTo(1);
    assertThat(nomad.get("/v1/evaluations?job=" + id).json().size()).isEqualTo(1);
    assertThat(nomad.get("/v1/evaluations?per_page=1").header("X-Nomad-NextToken"))
        .matches("\\d+\\.[0-9a-f-]{36}");
  }

  @Test
  void pausingTheBrokerHoldsEvaluationsAndAllowsToDeleteThem() {
    String refusedBody = "{\"EvalIDs\":[\"00000000-0000-0000-0000-000000000000\"]}";
    Reply refused = nomad.send("DELETE", "/v1/evaluations", refusedBody);
    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.body())
        .isEqualTo("eval broker is enabled; eval broker must be paused to delete evals");
    String kept = Jobs.newId();
    String dropped = Jobs.newId();
    nomad.registerDead(dropped);
    try {
      Reply pause = nomad.put("/v1/operator/scheduler/configuration", config(true));
      assertThat(pause.json().path("Updated").asBoolean()).isTrue();
      String evalId = nomad.put("/v1/jobs", Jobs.batch(kept, 0)).json().path("EvalID").asString();
      nomad.delete("/v1/job/" + dropped + "?purge=true&eval_priority=1");
      assertThat(nomad.get("/v1/evaluation/" + evalId).json().path("Status").asString())
          .isEqualTo("pending");
      String body =
          "{\"Filter\":\"TriggeredBy == \\\"job-deregister\\\" and Status == \\\"pending\\\" and JobID == \\\""
              + dropped
              + "\\\"\"}";
      Reply deleted = nomad.send("DELETE", "/v1/evaluations?namespace=*", body);
      assertThat(deleted.status()).as(deleted.body()).isEqualTo(200);
      assertThat(deleted.json().path("Count").asInt()).isEqualTo(1);
      assertThat(nomad.send("DELETE", "/v1/evaluations", "{}").body())
          .isEqualTo("evals must be deleted by either ID or filter");
    } finally {
      nomad.put("/v1/operator/scheduler/configuration", config(false));
    }
    Reply job =
        nomad.until("/v1/job/" + kept, r -> r.json().path("Status").asString("").equals("dead"));
    assertThat(job.json().path("Status").asString()).isEqualTo("dead");
  }

  private static String config(boolean paused) {
    return "{\"SchedulerAlgorithm\":\"binpack\",\"PauseEvalBroker\":" + paused + "}";
  }
}
