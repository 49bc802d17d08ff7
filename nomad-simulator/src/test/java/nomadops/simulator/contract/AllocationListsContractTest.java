package nomadops.simulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// All allocations of a cluster in pages, as somebody reads them who adds up what nodes hold.
final class AllocationListsContractTest extends Contract {
  @BeforeEach
  void threeRunningAndOneComplete() {
    needsANode();
    evaluated(register(Specs.running(id("done"), 1, "1ms")));
    evaluated(register(Specs.running(id("runs"), 3, "10m")));
    awaitAll("done", "complete", 1);
    awaitAll("runs", "running", 3);
  }

  private void awaitAll(String stem, String status, int count) {
    Await.until(
        status,
        () -> texts(nomad.get(jobPath(id(stem)) + "/allocations").ok().json(), "ClientStatus"),
        all -> all.size() == count && all.stream().allMatch(status::equals));
  }

  private Answer list(String condition, String parameters) {
    String mine = "JobID matches \"^" + prefix + "\" and (" + condition + ")";
    return nomad.get(
        "/v1/allocations?namespace=*&resources=true&task_states=false"
            + parameters
            + "&filter="
            + Nomad.escape(mine));
  }

  private List<String> jobs(String condition) {
    return texts(list(condition, "").ok().json(), "JobID");
  }

  @Test
  void aFilterTakesWhatRunsOrHasNotEnded() {
    List<String> three = List.of(id("runs"), id("runs"), id("runs"));
    assertThat(jobs("ClientStatus == \"running\"")).isEqualTo(three);
    assertThat(jobs("ClientStatus != \"complete\"")).isEqualTo(three);
    assertThat(jobs("ClientStatus != \"complete\" and ClientStatus != \"failed\"")).hasSize(3);
    assertThat(jobs("ClientStatus == \"pending\" or ClientStatus == \"complete\""))
        .containsExactly(id("done"));
    assertThat(jobs("ClientStatus == \"running\" and DesiredStatus == \"stop\"")).isEmpty();
    assertThat(jobs("ClientStatus == \"running\" or ClientStatus == \"complete\"")).hasSize(4);
  }

  @Test
  void rowsTellWhatIsTakenAndNothingOfTheTasks() {
    Answer answer = list("ClientStatus == \"running\"", "");
    matches(
        answer,
        Recorded.answer("allocations-page-1")
            .withoutHeader("X-Nomad-Nexttoken")
            .whereMayBeNull("TaskStates"));
    for (JsonNode row : answer.json()) {
      assertThat(row.at("/AllocatedResources/Tasks/work/Cpu/CpuShares").asInt()).isEqualTo(20);
      assertThat(row.at("/AllocatedResources/Tasks/work/Memory/MemoryMB").asInt()).isEqualTo(16);
      assertThat(row.at("/AllocatedResources/Shared/DiskMB").asInt()).isEqualTo(300);
      assertThat(row.path("TaskStates").isNull()).isTrue();
      assertThat(row.path("NodeID").asString()).matches(UUID_PATTERN);
    }
  }

  @Test
  void filteredPagesFollowEachOther() {
    List<String> ids = new ArrayList<>();
    String token = "";
    do {
      Answer page = list("ClientStatus == \"running\"", "&per_page=2&next_token=" + token);
      ids.addAll(texts(page.ok().json(), "ID"));
      token = page.nextToken();
    } while (!token.isEmpty());
    assertThat(ids).hasSize(3).doesNotHaveDuplicates();
    assertThat(texts(list("ClientStatus == \"running\"", "").json(), "ID")).isEqualTo(ids);
  }
}
