package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import nomadops.simulator.contract.ContractTarget.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@MethodSource("nomadops.simulator.contract.ContractTargets#all")
final class NodeAndOperatorContractTest {
  private static final String NOBODY = "/v1/node/00000000-0000-0000-0000-000000000000";
  @Parameter ContractTarget nomad;

  @Test
  void aMissingNodeIs404ToReadersAnd500ToWriters() {
    Reply read = nomad.get(NOBODY);
    assertThat(read.status()).isEqualTo(404);
    assertThat(read.body()).isEqualTo("node not found");
    Reply drain = nomad.put(NOBODY + "/drain", "{\"DrainSpec\":{\"Deadline\":1000000000}}");
    assertThat(drain.status()).isEqualTo(500);
    assertThat(drain.body()).isEqualTo("node not found");
  }

  @Test
  void aDrainDeadlineInWordsIsRefused() {
    Reply drain = nomad.put(NOBODY + "/drain", "{\"DrainSpec\":{\"Deadline\":\"1h\"}}");
    assertThat(drain.status()).isEqualTo(400);
    assertThat(drain.body())
        .isEqualTo(
            "json: cannot unmarshal string into Go struct field DrainSpec.DrainSpec.Deadline of type time.Duration");
  }

  @Test
  void anEmptyNodeIsDrainedAtOnceAndStaysIneligibleUntilMarked() {
    String path = "/v1/node/" + nomad.get("/v1/nodes").json().path(0).path("ID").asString();
    Reply drain =
        nomad.put(
            path + "/drain", "{\"DrainSpec\":{\"Deadline\":60000000000},\"Meta\":{\"m\":\"x\"}}");
    assertThat(drain.status()).as(drain.body()).isEqualTo(200);
    assertThat(drain.json().path("NodeModifyIndex").asLong()).isEqualTo(drain.index());
    Reply done = nomad.until(path, r -> !r.json().path("Drain").asBoolean(true));
    assertThat(done.json().path("LastDrain").path("Status").asString()).isEqualTo("complete");
    assertThat(done.json().path("LastDrain").path("Meta").path("m").asString()).isEqualTo("x");
    assertThat(done.json().path("SchedulingEligibility").asString()).isEqualTo("ineligible");
    Reply eligible = nomad.put(path + "/eligibility", "{\"Eligibility\":\"eligible\"}");
    assertThat(eligible.status()).as(eligible.body()).isEqualTo(200);
    assertThat(nomad.get(path).json().path("SchedulingEligibility").asString())
        .isEqualTo("eligible");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/jobs",
        "/v1/nodes",
        "/v1/allocations",
        "/v1/evaluations",
        "/v1/deployments",
        "/v1/namespaces",
        "/v1/node/pools",
        "/v1/vars",
        "/v1/operator/scheduler/configuration"
      })
  void readsCarryIndexKnownLeaderAndLastContact(String path) {
    Reply reply = nomad.get(path);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("X-Nomad-Index")).matches("\\d+");
    assertThat(reply.header("X-Nomad-KnownLeader")).isEqualTo("true");
    assertThat(reply.header("X-Nomad-LastContact")).isEqualTo("0");
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
    assertThat(nomad.get(path + "?stale").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/agent/self",
        "/v1/agent/health",
        "/v1/agent/members",
        "/v1/status/leader",
        "/v1/status/peers",
        "/v1/regions",
        "/v1/operator/raft/configuration",
        "/v1/operator/autopilot/health",
        "/v1/metrics"
      })
  void whatIsNotReplicatedCarriesNoIndex(String path) {
    Reply reply = nomad.get(path);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.has("X-Nomad-Index")).isFalse();
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
  }

  @Test
  void theBrokersGaugesAreInTheMetrics() {
    Reply json =
        nomad.until("/v1/metrics", r -> r.body().contains("nomad.nomad.broker.total_ready"));
    assertThat(json.body())
        .contains("nomad.nomad.broker.total_unacked", "nomad.nomad.plan.queue_depth");
    Reply text = nomad.get("/v1/metrics?format=prometheus");
    assertThat(text.header("Content-Type")).startsWith("text/plain");
    assertThat(text.body()).contains("# TYPE nomad_nomad_broker_total_ready gauge");
  }

  @Test
  void anUnchangedSchedulerConfigurationIsCheckedByItsIndex() {
    JsonNode config = nomad.get("/v1/operator/scheduler/configuration").json();
    long index = config.path("SchedulerConfig").path("ModifyIndex").asLong();
    String body = config.path("SchedulerConfig").toString();
    Reply wrong =
        nomad.put("/v1/operator/scheduler/configuration?cas=" + (index + 1_000_000), body);
    assertThat(wrong.json().path("Updated").asBoolean(true)).isFalse();
    Reply right = nomad.put("/v1/operator/scheduler/configuration?cas=" + index, body);
    assertThat(right.json().path("Updated").asBoolean(false)).isTrue();
  }

  @Test
  void systemGcAnswersWithNothing() {
    String id = Jobs.newId();
    nomad.registerDead(id);
    Reply gc = nomad.put("/v1/system/gc", null);
    assertThat(gc.status()).isEqualTo(200);
    assertThat(gc.body()).isEmpty();
    assertThat(nomad.until("/v1/job/" + id, r -> r.status() == 404).status()).isEqualTo(404);
  }

  @Test
  void namespacesAreMadeAndJobsLiveInThem() {
    String name = Jobs.newId();
    assertThat(nomad.put("/v1/namespace/" + name, "{\"Name\":\"" + name + "\"}").status())
        .isEqualTo(200);
    String id = Jobs.newId();
    assertThat(nomad.put("/v1/jobs?namespace=" + name, Jobs.batch(id, 0)).status()).isEqualTo(200);
    assertThat(nomad.get("/v1/job/" + id).status()).isEqualTo(404);
    assertThat(nomad.get("/v1/job/" + id + "?namespace=" + name).status()).isEqualTo(200);
    Reply all =
        nomad.get("/v1/jobs?namespace=*&filter=" + Urls.encode("Namespace == \"" + name + "\""));
    assertThat(all.json().size()).isEqualTo(1);
    assertThat(nomad.put("/v1/jobs?namespace=nowhere", Jobs.batch(id, 0)).status()).isEqualTo(500);
  }
}
