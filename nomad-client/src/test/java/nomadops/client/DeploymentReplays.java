package nomadops.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.client.model.Deployment;
import nomadops.client.model.Deployment.DeploymentGroup;

/// Deployments.
final class DeploymentReplays {
  private DeploymentReplays() {}

  static Map<String, Replay> all() {
    return Map.of("deployments", DeploymentReplays::lists);
  }

  private static void lists(NomadClient nomad, Recording recorded) throws Exception {
    List<Deployment> walked = new ArrayList<>();
    nomad
        .deployments()
        .pages(Read.defaults().inAllNamespaces(), (deployment, _) -> walked.add(deployment));
    assertThat(walked).hasSize(recorded.body().size()).isNotEmpty();
    for (int i = 0; i < walked.size(); i++) {
      assertSame(walked.get(i), recorded.body().get(i));
    }
    assertThat(walked).allMatch(Deployment::isTerminal).noneMatch(Deployment::requiresPromotion);
  }

  static void assertSame(Deployment deployment, JsonNode said) {
    assertThat(deployment.id()).isEqualTo(said.get("ID").asText());
    assertThat(deployment.namespace()).isEqualTo("default");
    assertThat(deployment.jobId()).isEqualTo(said.get("JobID").asText());
    assertThat(deployment.jobVersion()).isEqualTo(said.get("JobVersion").asLong());
    assertThat(deployment.status()).isEqualTo(said.get("Status").asText());
    assertThat(deployment.statusDescription()).isEqualTo(said.get("StatusDescription").asText());
    assertThat(deployment.createIndex()).isEqualTo(said.get("CreateIndex").asLong()).isPositive();
    assertThat(deployment.modifyIndex()).isEqualTo(said.get("ModifyIndex").asLong()).isPositive();
    // Nomad 1.8.4 does not tell the times.
    assertThat(deployment.createTime()).isEqualTo(said.path("CreateTime").asLong(0));
    assertThat(deployment.modifyTime()).isEqualTo(said.path("ModifyTime").asLong(0));
    assertThat(deployment.taskGroups()).containsOnlyKeys("g");
    assertSame(deployment.taskGroups().get("g"), said.at("/TaskGroups/g"));
  }

  private static void assertSame(DeploymentGroup group, JsonNode said) {
    assertThat(group.requireProgressBy())
        .contains(Instant.parse(said.get("RequireProgressBy").asText()));
    assertThat(group.progressDeadline()).isEqualTo(Duration.ofMinutes(10));
    assertThat(group.desiredTotal()).isEqualTo(said.get("DesiredTotal").asInt()).isPositive();
    assertThat(group.placedAllocs()).isEqualTo(said.get("PlacedAllocs").asInt()).isPositive();
    assertThat(group.healthyAllocs()).isEqualTo(said.get("HealthyAllocs").asInt());
    assertThat(group.unhealthyAllocs()).isEqualTo(said.get("UnhealthyAllocs").asInt());
    assertThat(group.desiredCanaries()).isZero();
    assertThat(group.placedCanaries()).isZero();
    assertThat(group.awaitsPromotion()).isFalse();
  }
}
