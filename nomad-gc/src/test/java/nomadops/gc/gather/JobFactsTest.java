package nomadops.gc.gather;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobKey;
import nomadops.client.model.NomadJson;
import nomadops.gc.job.AllocCounts;
import nomadops.gc.job.DeadJob;
import nomadops.gc.job.JobType;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JobFactsTest {
  private static DeadJob job(AllocCounts counts, long summaryIndex) {
    return new DeadJob(
        JobKey.inDefault("build"),
        JobType.BATCH,
        "dead",
        "",
        false,
        false,
        false,
        Instant.EPOCH,
        counts,
        0,
        5,
        100,
        99,
        summaryIndex,
        Map.of());
  }

  private static List<AllocationStub> allocs(String json) {
    return NomadJson.readList(json.getBytes(StandardCharsets.UTF_8), AllocationStub.class);
  }

  private static String alloc(int number, String status, int exitCode) {
    return """
    {"ID": "a%d", "TaskGroup": "g", "NodeName": "n1", "ClientStatus": "%s", "CreateIndex": %d,
     "TaskStates": {"t": {"State": "dead", "Failed": %s, "Restarts": 2, "Events": [
       {"Type": "Started", "Time": 1}, {"Type": "Terminated", "Time": 2, "Details": {"exit_code": "%d"}}]}}}
    """
        .formatted(number, status, number, exitCode != 0, exitCode);
  }

  @Test
  void aFailedTaskIsToldWithItsExitCode() {
    JsonNode facts =
        NomadJson.tree(
            JobFacts.of(
                    job(new AllocCounts(0, 0, 0, 1, 1, 0, 0), 100),
                    List.of(),
                    allocs("[" + alloc(1, "complete", 0) + "," + alloc(2, "failed", 137) + "]"))
                .bytes());
    assertThat(facts.path("summary").path("failed").asInt()).isEqualTo(1);
    JsonNode first = facts.path("allocs").path(0);
    assertThat(first.path("id").asString()).as("the failed one first").isEqualTo("a2");
    JsonNode task = first.path("tasks").path(0);
    assertThat(task.path("exit_code").asInt()).isEqualTo(137);
    assertThat(task.path("failed").asBoolean()).isTrue();
    assertThat(task.path("restarts").asInt()).isEqualTo(2);
  }

  @Test
  void aJobOfThousandsIsToldInShort() {
    String many =
        IntStream.range(0, 2_000)
            .mapToObj(i -> alloc(i, i == 1_999 ? "failed" : "complete", i == 1_999 ? 1 : 0))
            .collect(Collectors.joining(",", "[", "]"));
    JsonNode facts =
        NomadJson.tree(JobFacts.of(job(AllocCounts.NONE, 100), List.of(), allocs(many)).bytes());
    assertThat(facts.path("allocations").asInt()).isEqualTo(2_000);
    assertThat(facts.path("allocs").size()).isEqualTo(JobFacts.MOST);
    assertThat(facts.path("allocs").path(0).path("id").asString()).isEqualTo("a1999");
  }

  @Test
  void allocationsAreAskedForWhereThereCanBeAny() {
    List<Evaluation> evals =
        NomadJson.readList("[{\"ID\": \"e\"}]".getBytes(StandardCharsets.UTF_8), Evaluation.class);
    assertThat(JobFacts.anyAllocations(job(new AllocCounts(0, 0, 0, 1, 0, 0, 0), 9), evals))
        .isTrue();
    assertThat(JobFacts.anyAllocations(job(new AllocCounts(1, 0, 0, 0, 0, 0, 0), 9), evals))
        .as("it was never placed")
        .isFalse();
    assertThat(JobFacts.anyAllocations(job(AllocCounts.NONE, 0), evals))
        .as("its summary is missing")
        .isTrue();
  }
}
