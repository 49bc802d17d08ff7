package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

@NeedsAcls
final class AclContractTest extends Contract {
  private static final String RULES =
      """
      namespace "*" { capabilities = ["list-jobs", "read-job", "purge-job"] }
      """;
  private Nomad collector;

  @BeforeEach
  void makeATokenThatMayOnlyPurge() {
    ObjectNode policy = Answer.JSON.createObjectNode().put("Name", id("gc")).put("Rules", RULES);
    nomad.put("/v1/acl/policy/" + id("gc"), policy).ok();
    ObjectNode token = Answer.JSON.createObjectNode().put("Name", id("gc")).put("Type", "client");
    token.putArray("Policies").add(id("gc"));
    Answer made = nomad.put("/v1/acl/token", token);
    collector = nomad.as(made.ok().json().path("SecretID").asString());
  }

  private void denied(Answer answer) {
    assertThat(answer.expect(403).body()).isEqualTo("Permission denied");
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
  }

  @Test
  void withoutATokenOrWithAForeignOneNothingIsAllowed() {
    for (String token : new String[] {"", "00000000-0000-0000-0000-000000000009"}) {
      Nomad stranger = nomad.as(token);
      Answer list = stranger.get("/v1/jobs");
      matches(list, Recorded.answer("acl-jobs-list-anonymous"));
      denied(list);
      denied(stranger.get(jobPath(id("a"))));
      denied(stranger.put("/v1/jobs", "{\"Job\":" + Specs.batch(id("a")) + "}"));
      denied(stranger.delete(jobPath(id("a")) + "?purge=true"));
      denied(stranger.get("/v1/operator/scheduler/configuration"));
      denied(stranger.get("/v1/operator/snapshot"));
      denied(stranger.get("/v1/agent/self"));
    }
  }

  @Test
  void healthMetricsAndTheLeadersAddressNeedNoToken() {
    Nomad anonymous = nomad.as("");
    anonymous.get("/v1/agent/health").ok();
    anonymous.get("/v1/metrics").ok();
    anonymous.get("/v1/status/leader").ok();
  }

  @Test
  void aTokenThatMayOnlyPurgeListsReadsAndPurges() {
    registered(Specs.batch(id("a")));
    Answer list = collector.get("/v1/jobs?namespace=*&prefix=" + prefix);
    matches(list, Recorded.answer("acl-jobs-list-gc-token"));
    assertThat(texts(list.json(), "ID")).containsExactly(id("a"));
    collector.get(jobPath(id("a"))).ok();
    Answer purge = collector.delete(jobPath(id("a")) + "?purge=true&eval_priority=1");
    matches(purge, Recorded.answer("acl-job-purge-with-purge-job-capability"));
    assertThat(purge.json().path("EvalID").asString()).matches(UUID_PATTERN);
    collector.get("/v1/evaluation/" + purge.json().path("EvalID").asString()).ok();
  }

  @Test
  void itCanStopAJobToo() {
    registered(Specs.batch(id("a")));
    collector.delete(jobPath(id("a"))).ok();
    assertThat(job(id("a")).path("Stop").asBoolean()).isTrue();
  }

  @Test
  void itCannotRegisterNorOperate() {
    Answer register = collector.put("/v1/jobs", "{\"Job\":" + Specs.batch(id("b")) + "}");
    matches(register, Recorded.answer("acl-job-register-denied"));
    denied(register);
    denied(collector.put(jobPath(id("a")) + "/dispatch", "{}"));
    denied(collector.get("/v1/operator/scheduler/configuration"));
    denied(collector.put("/v1/operator/scheduler/configuration", "{}"));
    denied(collector.get("/v1/operator/snapshot"));
    denied(collector.delete("/v1/evaluations", "{\"Filter\":\"Status == \\\"complete\\\"\"}"));
    denied(collector.put("/v1/system/gc", ""));
    denied(
        collector.put(
            "/v1/node/00000000-0000-0000-0000-000000000000/drain", "{\"DrainSpec\":null}"));
  }

  @Test
  void aTokenCanReadItself() {
    Answer answer = collector.get("/v1/acl/token/self");
    matches(answer, Recorded.answer("acl-token-self"));
    assertThat(answer.json().path("Policies").path(0).asString()).isEqualTo(id("gc"));
  }

  @Test
  void whatIsFilteredByTokenIsNotAnError() {
    assertThat(collector.get("/v1/vars?prefix=" + prefix).status()).isIn(200, 403);
    assertThat(collector.get("/v1/namespaces").ok().json()).isNotEmpty();
    assertThat(collector.get("/v1/status/leader").ok().json().asString()).contains(":");
  }
}
