package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What retention relies on: the order of a parent's runs, when a service job is dead that nobody
/// stopped, and what tells how long a node has been down.
final class RetentionContractTest extends Contract {
  private static final String NONE = "00000000-0000-0000-0000-000000000000";

  @Test
  void runsAreOrderedByTheIndexAtWhichTheyWereMadeWhichAStopDoesNotChange() {
    String parent = id("runs");
    register(Specs.parameterized(parent));
    List<String> children = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Answer made = nomad.put(jobPath(parent) + "/dispatch", "{}").ok();
      children.add(made.json().path("DispatchedJobID").asString());
      evaluated(made);
    }
    List<Long> made =
        children.stream().map(child -> row(child).path("CreateIndex").asLong()).toList();
    assertThat(made).doesNotHaveDuplicates().isSorted();
    JsonNode before = row(children.getFirst());
    assertThat(before.path("ParentID").asString()).isEqualTo(parent);
    evaluated(nomad.delete(jobPath(children.getFirst())));
    JsonNode after = row(children.getFirst());
    assertThat(after.path("CreateIndex").asLong()).isEqualTo(before.path("CreateIndex").asLong());
    assertThat(after.path("JobModifyIndex").asLong())
        .isGreaterThan(before.path("JobModifyIndex").asLong());
    assertThat(after.path("SubmitTime").asLong())
        .as("a stop sets the submit time anew")
        .isGreaterThan(before.path("SubmitTime").asLong());
  }

  @Test
  void aServiceJobWhoseAllocationsFailedForGoodIsDeadAndNotStopped() {
    needsANode();
    String id = id("failed");
    register(failing(id));
    JsonNode row = awaitDead(id);
    assertThat(row.path("Stop").asBoolean()).isFalse();
    assertThat(row.at("/JobSummary/Summary/g/Failed").asInt()).isEqualTo(1);
    assertThat(row.at("/JobSummary/Summary/g/Queued").asInt()).isZero();
    assertThat(nomad.get(jobPath(id) + "/evaluations").ok().json())
        .allSatisfy(e -> assertThat(e.path("Status").asString()).isNotEqualTo("pending"));
    assertThat(nomad.get(jobPath(id) + "/deployments").ok().json())
        .allSatisfy(d -> assertThat(d.path("Status").asString()).isNotEqualTo("running"));
  }

  @Test
  void aServiceJobThatIsScaledToZeroIsDeadAsWellAndItsCountTells() {
    needsANode();
    String id = id("scaled");
    register(failing(id));
    awaitDead(id);
    ObjectNode down = failing(id);
    ((ObjectNode) down.at("/TaskGroups/0")).put("Count", 0);
    evaluated(register(down));
    JsonNode row = awaitDead(id);
    assertThat(row.path("Stop").asBoolean()).isFalse();
    JsonNode job = job(id);
    assertThat(job.at("/TaskGroups/0/Count").asInt(-1)).isZero();
    assertThat(job.at("/TaskGroups/0/Scaling").isNull()).isTrue();
  }

  @Test
  void nodesCanBeAskedForByStatusAndTellSinceWhenInSeconds() {
    String filter = Nomad.escape("Status == \"down\"");
    assertThat(nomad.get("/v1/nodes?filter=" + filter).ok().json())
        .allSatisfy(node -> assertThat(node.path("Status").asString()).isEqualTo("down"));
    long since = nomad.get("/v1/node/" + needsANode()).ok().json().path("StatusUpdatedAt").asLong();
    assertThat(since).isBetween(1_500_000_000L, 5_000_000_000L);
  }

  @Test
  void aPurgeOfAnUnknownNodeIsA500() {
    Answer answer = nomad.put("/v1/node/" + NONE + "/purge", "");
    assertThat(answer.expect(500).body()).isEqualTo("node not found");
  }

  /// One allocation, which fails at once and is not rescheduled; no deployment watches it.
  private static ObjectNode failing(String id) {
    ObjectNode job = Specs.batch(id).put("Type", "service");
    ObjectNode group = (ObjectNode) job.at("/TaskGroups/0");
    group.put("Count", 1).putObject("Update").put("MaxParallel", 0);
    ((ObjectNode) group.at("/Tasks/0/Config")).put("exit_code", 1);
    return job;
  }

  private JsonNode row(String id) {
    JsonNode rows = nomad.get("/v1/jobs?prefix=" + Nomad.escape(id)).ok().json();
    assertThat(rows).as("rows of %s", id).hasSize(1);
    return rows.get(0);
  }

  private JsonNode awaitDead(String id) {
    return Await.until("dead", () -> row(id), row -> row.path("Status").asString().equals("dead"));
  }
}
