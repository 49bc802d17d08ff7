package nomadops.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import nomadops.client.model.AgentHealth;
import nomadops.client.model.AgentMember;
import nomadops.client.model.AgentMetrics;
import nomadops.client.model.AgentSelf;
import nomadops.client.model.AutopilotHealth;
import nomadops.client.model.Namespace;
import nomadops.client.model.RaftConfiguration;
import nomadops.client.model.RawJson;
import nomadops.client.model.SchedulerConfiguration;

/// Operator, agent, status and namespaces.
final class OperatorReplays {
  private OperatorReplays() {}

  static Map<String, Replay> all() {
    return Map.ofEntries(
        Map.entry("scheduler-configuration", OperatorReplays::readsTheSchedulerConfiguration),
        Map.entry("scheduler-configuration-pause-broker", OperatorReplays::pausesTheBroker),
        Map.entry("raft-configuration", OperatorReplays::readsTheRaftConfiguration),
        Map.entry("autopilot-health", OperatorReplays::readsAutopilotsHealth),
        Map.entry("agent-self", OperatorReplays::readsTheAgent),
        Map.entry("agent-health", OperatorReplays::readsTheAgentsHealth),
        Map.entry("agent-members", OperatorReplays::listsTheServers),
        Map.entry("metrics-json", OperatorReplays::readsMetrics),
        Map.entry("acl-metrics-anonymous", OperatorReplays::readsMetrics),
        Map.entry(
            "status-leader",
            (nomad, _) -> assertThat(nomad.status().leader()).contains("127.0.0.1:4647")),
        Map.entry(
            "status-peers",
            (nomad, _) -> assertThat(nomad.status().peers()).containsExactly("127.0.0.1:4647")),
        Map.entry(
            "regions",
            (nomad, _) -> assertThat(nomad.status().regions()).containsExactly("global")),
        Map.entry("namespaces", OperatorReplays::listsNamespaces));
  }

  private static void readsTheSchedulerConfiguration(NomadClient nomad, Recording recorded)
      throws Exception {
    Answer<SchedulerConfiguration> answer = nomad.operator().schedulerConfiguration();
    SchedulerConfiguration config = answer.value();
    assertThat(config.pauseEvalBroker()).isFalse();
    assertThat(config.schedulerAlgorithm()).isEqualTo("binpack");
    assertThat(config.modifyIndex()).isEqualTo(recorded.index());
    assertThat(new ObjectMapper().readTree(config.json().bytes()))
        .isEqualTo(recorded.body().get("SchedulerConfig"));
  }

  private static void pausesTheBroker(NomadClient nomad, Recording recorded) {
    RawJson sent = RawJson.of(recorded.request().get("body").toString());
    SchedulerConfiguration running = SchedulerConfiguration.of(sent).withPauseEvalBroker(false);
    assertThat(nomad.operator().setSchedulerConfiguration(running.withPauseEvalBroker(true)))
        .isEqualTo(recorded.body().get("Updated").asBoolean());
  }

  private static void readsTheRaftConfiguration(NomadClient nomad, Recording recorded) {
    RaftConfiguration raft = nomad.operator().raftConfiguration().value();
    assertThat(raft.servers()).hasSize(1);
    assertThat(raft.leader().orElseThrow().address()).isEqualTo("127.0.0.1:4647");
    assertThat(raft.leader().orElseThrow().voter()).isTrue();
  }

  private static void readsAutopilotsHealth(NomadClient nomad, Recording recorded) {
    AutopilotHealth health = nomad.operator().autopilotHealth().value();
    assertThat(health.healthy()).isTrue();
    assertThat(health.leader()).isEqualTo(recorded.body().get("Leader").asText()).isNotEmpty();
    assertThat(health.servers().getFirst().lastContact()).isEqualTo(Duration.ZERO);
    assertThat(health.servers().getFirst().serfStatus()).isEqualTo("alive");
  }

  private static void readsTheAgent(NomadClient nomad, Recording recorded) {
    AgentSelf self = nomad.agent().self();
    assertThat(self.version()).isEqualTo(recorded.version().replace("nomad-", ""));
    assertThat(self.region()).isEqualTo("global");
    assertThat(self.isServer()).isTrue();
    assertThat(self.isClient()).isTrue();
    assertThat(self.isLeader()).isTrue();
    assertThat(self.aclEnabled()).isFalse();
    assertThat(self.name()).isEqualTo("lab1.global");
    assertThat(self.serverSetting("NumSchedulers")).contains("2");
    assertThat(self.serverSetting("JobGCThreshold")).isEmpty();
    assertThat(self.toString()).hasSizeLessThan(100);
  }

  private static void readsTheAgentsHealth(NomadClient nomad, Recording recorded) {
    AgentHealth health = nomad.agent().health();
    assertThat(health.ok()).isTrue();
    assertThat(health.server().orElseThrow().message()).isEqualTo("ok");
  }

  private static void listsTheServers(NomadClient nomad, Recording recorded) {
    List<AgentMember> members = nomad.agent().members();
    assertThat(members).hasSize(recorded.body().get("Members").size()).hasSize(1);
    AgentMember member = members.getFirst();
    assertThat(member.name()).isEqualTo("lab1.global");
    assertThat(member.status()).isEqualTo("alive");
    assertThat(member.build()).isEqualTo(recorded.version().replace("nomad-", ""));
    assertThat(member.role()).isEqualTo("nomad");
    assertThat(member.tags()).containsEntry("region", "global");
  }

  private static void readsMetrics(NomadClient nomad, Recording recorded) {
    AgentMetrics metrics = nomad.agent().metrics();
    assertThat(metrics.gauges()).hasSize(recorded.body().get("Gauges").size()).isNotEmpty();
    assertThat(metrics.counters()).hasSize(recorded.body().get("Counters").size());
    assertThat(metrics.samples()).hasSize(recorded.body().get("Samples").size()).isNotEmpty();
    String first = recorded.body().get("Gauges").get(0).get("Name").asText();
    assertThat(metrics.gauges(first).findFirst().orElseThrow().value())
        .isEqualTo(recorded.body().get("Gauges").get(0).get("Value").asDouble());
  }

  private static void listsNamespaces(NomadClient nomad, Recording recorded) {
    List<Namespace> namespaces = nomad.namespaces().list(Read.defaults()).value();
    assertThat(namespaces).extracting(Namespace::name).containsExactly("ci", "default");
    assertThat(namespaces.getFirst().meta()).isEmpty();
  }
}
