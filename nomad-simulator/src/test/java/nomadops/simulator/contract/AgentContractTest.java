package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class AgentContractTest extends Contract {
  @Test
  void selfTellsVersionRegionAndThresholds() {
    JsonNode self = nomad.get("/v1/agent/self").ok().json();
    assertThat(self.at("/config/Version/Version").asString()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(self.at("/config/Region").asString()).isEqualTo("global");
    assertThat(self.at("/config/Datacenter").asString()).isNotEmpty();
    assertThat(self.at("/config/Server/Enabled").asBoolean()).isTrue();
    assertThat(self.at("/config/Server").has("JobGCThreshold")).isTrue();
    assertThat(self.at("/config/Server").has("JobGCInterval")).isTrue();
    assertThat(self.at("/config/ACL").has("Enabled")).isTrue();
    assertThat(self.at("/config/Telemetry").has("PrometheusMetrics")).isTrue();
    assertThat(self.at("/stats/nomad/leader").asString()).matches("true|false");
    assertThat(self.at("/member/Tags/build").asString()).isNotEmpty();
  }

  @Test
  void whereAclsAreOffEverybodyIsATokenThatSaysSo() {
    needsAClusterOfItsOwn();
    JsonNode self = nomad.get("/v1/acl/token/self").ok().json();
    assertThat(self.path("AccessorID").asString()).isEqualTo("acls-disabled");
    assertThat(self.path("Type").asString()).isEqualTo("client");
    assertThat(nomad.get("/v1/acl/policies").expect(400).body()).isEqualTo("ACL support disabled");
  }

  @Test
  void healthOfAServerIsOk() {
    JsonNode health = nomad.get("/v1/agent/health").ok().json();
    assertThat(health.at("/server/ok").asBoolean()).isTrue();
    assertThat(health.at("/server/message").asString()).isEqualTo("ok");
    assertThat(nomad.get("/v1/agent/health?type=server").ok().json().at("/server/ok").asBoolean())
        .isTrue();
  }

  @Test
  void membersNameTheServers() {
    Answer answer = nomad.get("/v1/agent/members");
    matches(answer, Recorded.answer("agent-members"));
    assertThat(answer.json().at("/Members/0/Status").asString()).isEqualTo("alive");
    assertThat(answer.json().at("/Members/0/Tags/role").asString()).isEqualTo("nomad");
  }

  @Test
  void anAgentItsServersAndItsNodesTellTheSameVersion() {
    needsAClusterOfItsOwn();
    JsonNode self = nomad.get("/v1/agent/self").ok().json();
    String version = self.at("/config/Version/Version").asString();
    assertThat(self.at("/member/Tags/build").asString()).isEqualTo(version);
    JsonNode members = nomad.get("/v1/agent/members").ok().json().path("Members");
    assertThat(members.at("/0/Tags/build").asString()).isEqualTo(version);
    JsonNode health = nomad.get("/v1/operator/autopilot/health").ok().json();
    assertThat(health.at("/Servers/0/Version").asString()).isEqualTo(version);
    String id = needsANode();
    assertThat(nomad.get("/v1/nodes").ok().json().at("/0/Version").asString()).isEqualTo(version);
    JsonNode node = nomad.get("/v1/node/" + id).ok().json();
    assertThat(node.at("/Attributes/nomad.version").asString()).isEqualTo(version);
  }

  @Test
  void regionsAreAList() {
    Answer answer = nomad.get("/v1/regions");
    matches(answer, Recorded.answer("regions"));
    assertThat(answer.json().valueStream().map(JsonNode::asString)).contains("global");
  }

  @Test
  void metricsNameTheBrokersAndThePlanQueuesGauges() {
    // A gauge appears with the first collection.
    Set<String> names =
        Await.until(
            "all gauges",
            () ->
                nomad
                    .get("/v1/metrics")
                    .ok()
                    .json()
                    .path("Gauges")
                    .valueStream()
                    .map(gauge -> gauge.path("Name").asString())
                    .collect(Collectors.toSet()),
            gauges -> gauges.stream().anyMatch(name -> name.endsWith(".broker.total_ready")));
    assertThat(names)
        .contains(
            "nomad.nomad.broker.total_ready",
            "nomad.nomad.broker.total_unacked",
            "nomad.nomad.broker.total_pending",
            "nomad.nomad.broker.total_waiting",
            "nomad.nomad.blocked_evals.total_blocked",
            "nomad.nomad.plan.queue_depth");
    JsonNode gauge = nomad.get("/v1/metrics").json().at("/Gauges/0");
    assertThat(gauge.has("Value")).isTrue();
    assertThat(gauge.path("Labels").isObject()).isTrue();
  }

  @Test
  void prometheusIsEitherEnabledOrA415() {
    Answer answer = nomad.get("/v1/metrics?format=prometheus");
    if (answer.status() == 200) {
      assertThat(answer.body()).contains("# TYPE nomad_nomad_broker_total_ready gauge");
      assertThat(answer.header("Content-Type")).startsWith("text/plain");
    } else {
      assertThat(answer.expect(415).body()).isEqualTo("Prometheus is not enabled");
    }
  }

  @Test
  void liveDataCarriesIndexAndContactAndAgentDataDoesNot() {
    for (String path :
        new String[] {
          "/v1/jobs",
          "/v1/nodes",
          "/v1/evaluations",
          "/v1/evaluations/count",
          "/v1/allocations",
          "/v1/deployments",
          "/v1/namespaces",
          "/v1/node/pools",
          "/v1/vars",
        }) {
      Answer answer = nomad.get(path).ok();
      assertThat(answer.header("X-Nomad-Index")).as(path).matches("\\d+");
      assertThat(answer.header("X-Nomad-KnownLeader")).as(path).isEqualTo("true");
      assertThat(answer.header("X-Nomad-LastContact")).as(path).isEqualTo("0");
    }
    for (String path :
        new String[] {
          "/v1/agent/self",
          "/v1/agent/health",
          "/v1/agent/members",
          "/v1/status/leader",
          "/v1/status/peers",
          "/v1/regions",
          "/v1/metrics",
          "/v1/operator/raft/configuration",
          "/v1/operator/autopilot/health",
        }) {
      Answer answer = nomad.get(path).ok();
      assertThat(answer.headers().firstValue("X-Nomad-Index")).as(path).isEmpty();
    }
  }
}
