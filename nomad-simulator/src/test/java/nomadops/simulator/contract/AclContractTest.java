package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@NeedsAcls
final class AclContractTest extends Contract {
  private static final String SNAPSHOT = "/v1/operator/snapshot";

  private static final String RULES =
      """
      namespace "*" { capabilities = ["list-jobs", "read-job", "purge-job"] }
      """;
  private Nomad collector;

  @BeforeEach
  void makeATokenThatMayOnlyPurge() {
    collector = tokenThatMay(id("gc"), RULES);
  }

  private Nomad tokenThatMay(String name, String rules) {
    ObjectNode policy = Answer.JSON.createObjectNode().put("Name", name).put("Rules", rules);
    nomad.put("/v1/acl/policy/" + name, policy).ok();
    ObjectNode token = Answer.JSON.createObjectNode().put("Name", name).put("Type", "client");
    token.putArray("Policies").add(name);
    Answer made = nomad.put("/v1/acl/token", token);
    return nomad.as(made.ok().json().path("SecretID").asString());
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
      denied(stranger.get(SNAPSHOT));
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
    denied(collector.get(SNAPSHOT));
    denied(collector.delete("/v1/evaluations", "{\"Filter\":\"Status == \\\"complete\\\"\"}"));
    denied(collector.put("/v1/system/gc", ""));
    denied(
        collector.put(
            "/v1/node/00000000-0000-0000-0000-000000000000/drain", "{\"DrainSpec\":null}"));
  }

  @Test
  void withoutAllocLifecycleItStopsNoAllocationButLearnsThatNoneIsThere() {
    String nothing = "/v1/allocation/00000000-0000-0000-0000-000000000000/stop";
    denied(nomad.as("00000000-0000-0000-0000-000000000009").put(nothing, ""));
    assertThat(collector.put(nothing, "").expect(404).body()).isEqualTo("allocation not found");
    assertThat(nomad.as("").put(nothing, "").expect(404).body()).isEqualTo("allocation not found");
    needsANode();
    evaluated(register(Specs.running(id("a"), 1, "10m")));
    JsonNode alloc = nomad.get(jobPath(id("a")) + "/allocations").ok().json().path(0);
    String stop = "/v1/allocation/" + alloc.path("ID").asString() + "/stop";
    denied(collector.put(stop, ""));
    denied(nomad.as("").put(stop, ""));
    String rules = RULES.replace("purge-job", "alloc-lifecycle");
    Nomad mover = tokenThatMay(id("mover"), rules);
    mover.put(stop, "").ok();
  }

  /// Not even operator:write is enough.
  @Test
  void theLeadIsHandedOverByAManagementTokenAlone() {
    Nomad operator =
        tokenThatMay(
            id("operator"), "operator { policy = \"write\" }\nagent { policy = \"write\" }");
    String id =
        Await.until(
            "known to autopilot",
            () -> operator.get("/v1/operator/autopilot/health").json().path("Leader").asString(""),
            leader -> !leader.isEmpty());
    denied(operator.get("/v1/operator/raft/configuration"));
    String transfer = "/v1/operator/raft/transfer-leadership?id=" + id;
    denied(operator.put(transfer, ""));
    denied(nomad.as("").put(transfer, ""));
    assertThat(nomad.put(transfer, "").ok().json().path("Noop").asBoolean()).isTrue();
  }

  /// operator:write is enough, and from 1.11.3 on a capability of its own; reading is not.
  @Test
  void aSnapshotIsSavedByWhoMayWriteOrHasTheCapability() {
    denied(tokenThatMay(id("reader"), "operator { policy = \"read\" }").get(SNAPSHOT));
    for (String rules : new String[] {"capabilities = [\"snapshot-save\"]", "policy = \"write\""}) {
      Nomad saver = tokenThatMay(id("saver" + rules.length()), "operator { " + rules + " }");
      assertThat(saver.get(SNAPSHOT).status()).as(rules).isEqualTo(200);
      denied(saver.put(SNAPSHOT, ""));
    }
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

  @Test
  void registrationsThatAreRejectedAreTakenFromManagementTokensAlone() {
    Nomad user = tokenThatMay(id("user"), "namespace \"*\" { policy = \"write\" }");
    String configuration = "/v1/operator/scheduler/configuration";
    ObjectNode config = (ObjectNode) nomad.get(configuration).ok().json().path("SchedulerConfig");
    nomad.put(configuration, config.put("RejectJobRegistration", true)).ok();
    try {
      Answer refused = user.put("/v1/jobs", "{\"Job\":" + Specs.batch(id("a")) + "}");
      assertThat(refused.expect(403).body()).contains("disabled by the scheduler configuration");
      nomad.put("/v1/jobs", "{\"Job\":" + Specs.batch(id("b")) + "}").ok();
    } finally {
      nomad.put(configuration, config.put("RejectJobRegistration", false)).ok();
    }
  }
}
