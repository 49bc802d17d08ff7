package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class DeploymentsContractTest extends Contract {
  private String other = "";

  @AfterEach
  void deleteTheNamespace() {
    if (!other.isEmpty()) {
      for (String id : new String[] {id("a"), id("b"), id("c")}) {
        nomad.delete(jobPath(id) + "?purge=true&namespace=" + other);
      }
      nomad.delete("/v1/namespace/" + other);
    }
  }

  private static ObjectNode service(String id, int count, long minHealthyNanos) {
    ObjectNode job = Specs.service(id);
    ObjectNode group = (ObjectNode) job.at("/TaskGroups/0");
    group.put("Count", count);
    group
        .putObject("Update")
        .put("HealthCheck", "task_states")
        .put("MaxParallel", 1)
        .put("MinHealthyTime", minHealthyNanos)
        .put("HealthyDeadline", 60_000_000_000L)
        .put("ProgressDeadline", 120_000_000_000L);
    ((ObjectNode) group.at("/Tasks/0/Config")).put("run_for", "1h");
    return job;
  }

  private List<JsonNode> deploymentsOf(String id) {
    List<JsonNode> all = new ArrayList<>();
    nomad.get(jobPath(id) + "/deployments").ok().json().forEach(all::add);
    return all;
  }

  private JsonNode deployment(String id, String status) {
    return Await.until(
            "a deployment that is " + status,
            () -> deploymentsOf(id),
            all -> all.stream().anyMatch(d -> d.path("Status").asString().equals(status)))
        .stream()
        .filter(d -> d.path("Status").asString().equals(status))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aServiceIsDeployedUntilAllItsAllocationsAreHealthy() {
    needsANode();
    try (EventStream stream =
        new EventStream(nomad, "topic=Deployment:" + id("a") + "&topic=Job:" + id("a"))) {
      evaluated(register(service(id("a"), 2, 1_000_000_000L)));
      List<JsonNode> events =
          stream.until(
              event -> event.at("/Payload/Deployment/Status").asString("").equals("successful"));
      List<JsonNode> told =
          events.stream().filter(e -> e.path("Topic").asString().equals("Deployment")).toList();
      JsonNode first = told.getFirst();
      assertThat(first.path("Type").asString()).isEqualTo("PlanResult");
      assertThat(first.path("FilterKeys").path(0).asString()).isEqualTo(id("a"));
      assertThat(first.at("/Payload/Deployment/Status").asString()).isEqualTo("running");
      assertThat(first.at("/Payload/Deployment/TaskGroups/g/DesiredTotal").asInt()).isEqualTo(2);
      assertThat(first.at("/Payload/Deployment/TaskGroups/g/PlacedAllocs").asInt()).isEqualTo(2);
      assertThat(first.at("/Payload/Deployment/TaskGroups/g/HealthyAllocs").asInt()).isZero();
      assertThat(told).anyMatch(e -> e.path("Type").asString().equals("AllocationUpdated"));
      JsonNode last = told.getLast();
      assertThat(last.path("Type").asString()).isEqualTo("PlanResult");
      assertThat(last.at("/Payload/Deployment/TaskGroups/g/HealthyAllocs").asInt()).isEqualTo(2);
      assertThat(last.at("/Payload/Deployment/TaskGroups/g/PlacedAllocs").asInt()).isEqualTo(2);
      assertThat(last.at("/Payload/Deployment/StatusDescription").asString())
          .isEqualTo("Deployment completed successfully");
    }
    assertThat(job(id("a")).path("Stable").asBoolean(false)).isTrue();
    assertThat(texts(nomad.get(jobPath(id("a")) + "/evaluations").ok().json(), "TriggeredBy"))
        .contains("job-register", "deployment-watcher");
    JsonNode allocs = nomad.get(jobPath(id("a")) + "/allocations").ok().json();
    assertThat(allocs)
        .allMatch(alloc -> alloc.at("/DeploymentStatus/Healthy").asBoolean(false))
        .hasSize(2);
    if (target.recordedVersion()) {
      Recorded.answer("deployments").isMatchedBy(nomad.get("/v1/deployments?namespace=*"));
    }
  }

  @Test
  void anEndBeforeItIsHealthyCountsAgainstTheDeployment() {
    needsANode();
    ObjectNode job = service(id("a"), 1, 30_000_000_000L);
    ((ObjectNode) job.at("/TaskGroups/0"))
        .putObject("RestartPolicy")
        .put("Attempts", 0)
        .put("Mode", "fail")
        .put("Interval", 86_400_000_000_000L)
        .put("Delay", 15_000_000_000L);
    ((ObjectNode) job.at("/TaskGroups/0/Tasks/0/Config"))
        .put("run_for", "10ms")
        .put("exit_code", 1);
    evaluated(register(job));
    JsonNode counts =
        Await.until(
                "an unhealthy allocation",
                () -> deploymentsOf(id("a")),
                all ->
                    all.stream().anyMatch(d -> d.at("/TaskGroups/g/UnhealthyAllocs").asInt() > 0))
            .getFirst();
    assertThat(counts.at("/TaskGroups/g/HealthyAllocs").asInt()).isZero();
    assertThat(counts.path("Status").asString()).isEqualTo("running");
  }

  @Test
  void aStopAndANewerVersionCancelIt() {
    needsANode();
    evaluated(register(service(id("a"), 1, 30_000_000_000L)));
    deployment(id("a"), "running");
    ObjectNode newer = service(id("a"), 1, 30_000_000_000L);
    ((ObjectNode) newer.at("/TaskGroups/0/Tasks/0/Config")).put("run_for", "2h");
    evaluated(register(newer));
    assertThat(deployment(id("a"), "cancelled").path("StatusDescription").asString())
        .isEqualTo("Cancelled due to newer version of job");
    evaluated(nomad.delete(jobPath(id("a"))));
    Await.until(
        "both cancelled",
        () -> deploymentsOf(id("a")),
        all ->
            all.size() == 2
                && all.stream().allMatch(d -> d.path("Status").asString().equals("cancelled")));
  }

  @Test
  void theListIsPagedInTheOrderOfCreation() {
    needsAClusterOfItsOwn();
    needsANode();
    other = id("other");
    nomad.put("/v1/namespace/" + other, "{\"Name\":\"" + other + "\"}").ok();
    for (String id : new String[] {id("a"), id("b"), id("c")}) {
      register(service(id, 1, 30_000_000_000L), other);
      Await.until(
          "deployed",
          () -> nomad.get(jobPath(id) + "/deployments?namespace=" + other).ok().json(),
          all -> all.size() == 1);
    }
    String path = "/v1/deployments?per_page=2&namespace=" + other;
    Answer first = nomad.get(path).ok();
    assertThat(texts(first.json(), "JobID")).containsExactly(id("a"), id("b"));
    assertThat(first.nextToken()).matches("\\d+\\." + UUID_PATTERN);
    Answer second = nomad.get(path + "&next_token=" + first.nextToken()).ok();
    assertThat(texts(second.json(), "JobID")).containsExactly(id("c"));
    assertThat(second.nextToken()).isEmpty();
    assertThat(texts(nomad.get(path + "&reverse=true").ok().json(), "JobID"))
        .containsExactly(id("c"), id("b"));
    String filter = Nomad.escape("JobID == \"" + id("b") + "\"");
    assertThat(texts(nomad.get(path + "&filter=" + filter).ok().json(), "JobID"))
        .containsExactly(id("b"));
  }
}
