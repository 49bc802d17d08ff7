package nomadops.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Evaluation;
import nomadops.client.model.FailedPlacement;
import nomadops.client.model.PlacementFailures;
import nomadops.client.model.TaskEvent;
import nomadops.client.model.TaskState;

/// Evaluations, and lists of allocations.
final class EvaluationReplays {
  private EvaluationReplays() {}

  static Map<String, Replay> all() {
    return Map.of(
        "evaluation-blocking-query", EvaluationReplays::waitsForAChange,
        "evaluations-page-1", EvaluationReplays::readsAPage,
        "evaluations-blocked", EvaluationReplays::listsBlocked,
        "evaluations-count-blocked", EvaluationReplays::counts,
        "evaluations-delete-by-filter", EvaluationReplays::deletes,
        "evaluations-delete-broker-running", EvaluationReplays::isRefusedWhileTheBrokerRuns,
        "allocations-page-1", EvaluationReplays::readsAPageOfAllocations);
  }

  private static void waitsForAChange(NomadClient nomad, Recording recorded) {
    String id = recorded.idAfter("/v1/evaluation/");
    Answer<Optional<Evaluation>> answer = nomad.evaluations().read(id, 10, Duration.ofSeconds(5));
    Evaluation evaluation = answer.value().orElseThrow();
    assertThat(evaluation.id()).isEqualTo(id);
    assertThat(evaluation.isTerminal()).isFalse();
    assertThat(evaluation.triggeredBy()).isEqualTo("job-register");
    assertThat(evaluation.modifyIndex()).isEqualTo(recorded.index());
    assertThat(answer.meta().index()).hasValue(recorded.index());
  }

  private static void readsAPage(NomadClient nomad, Recording recorded) {
    Answer<List<Evaluation>> page =
        nomad.evaluations().page(Read.defaults().inAllNamespaces().withPerPage(4));
    assertThat(page.value())
        .extracting(Evaluation::id)
        .isEqualTo(recorded.body().findValuesAsText("ID"))
        .hasSize(4);
    assertThat(page.meta().nextToken()).isPresent();
  }

  private static void listsBlocked(NomadClient nomad, Recording recorded) throws Exception {
    List<Evaluation> blocked = new ArrayList<>();
    nomad
        .evaluations()
        .pages(
            Read.defaults().inAllNamespaces().with("status", "blocked"),
            (evaluation, _) -> blocked.add(evaluation));
    assertThat(blocked).hasSize(recorded.body().size()).isNotEmpty();
    assertThat(blocked).allMatch(e -> e.status().equals("blocked") && !e.isTerminal());
    assertThat(blocked.getFirst().previousEval()).isNotEmpty();
    for (int i = 0; i < blocked.size(); i++) {
      assertSameFailures(blocked.get(i).failures(), recorded.body().get(i));
    }
  }

  private static void assertSameFailures(PlacementFailures failures, JsonNode said) {
    assertThat(failures.snapshotIndex()).isEqualTo(said.get("SnapshotIndex").asLong());
    assertThat(failures.quotaLimitReached()).isEmpty();
    assertThat(failures.missingNonNodeResources()).isFalse();
    assertThat(failures.escapedComputedClass()).isFalse();
    assertThat(failures.groups()).containsOnlyKeys("big");
    FailedPlacement failed = failures.groups().get("big");
    JsonNode big = said.get("FailedTGAllocs").get("big");
    assertThat(failed.nodesEvaluated()).isEqualTo(big.get("NodesEvaluated").asInt()).isPositive();
    assertThat(failed.nodesFiltered()).isZero();
    assertThat(failed.nodesInPool()).isEqualTo(big.get("NodesInPool").asInt()).isPositive();
    assertThat(failed.nodePool()).isEqualTo(big.path("NodePool").asText(""));
    assertThat(failed.nodesAvailable()).isEqualTo(Map.of("dc1", 1));
    assertThat(failed.nodesExhausted()).isEqualTo(1);
    assertThat(failed.dimensionExhausted()).isEqualTo(Map.of("cpu", 1));
    assertThat(failed.classFiltered()).isEmpty();
    assertThat(failed.constraintFiltered()).isEmpty();
    assertThat(failed.quotaExhausted()).isEmpty();
    assertThat(failed.coalescedFailures()).isEqualTo(1);
  }

  private static void counts(NomadClient nomad, Recording recorded) {
    Answer<Long> count =
        nomad
            .evaluations()
            .count(Read.defaults().inAllNamespaces().withFilter("Status == \"blocked\""));
    assertThat(count.value()).isEqualTo(recorded.body().get("Count").asLong()).isPositive();
    assertThat(count.meta().index()).hasValue(recorded.index());
  }

  private static void deletes(NomadClient nomad, Recording recorded) {
    assertThat(nomad.evaluations().deleteByFilter("*", "Status == \"complete\""))
        .isEqualTo(
            new EvaluationsDeleted.Deleted(
                recorded.body().get("Count").asLong(), recorded.index()));
  }

  private static void isRefusedWhileTheBrokerRuns(NomadClient nomad, Recording recorded) {
    assertThat(nomad.evaluations().deleteByFilter("*", "Status == \"complete\""))
        .isEqualTo(new EvaluationsDeleted.BrokerRunning(recorded.body().asText()));
  }

  private static void readsAPageOfAllocations(NomadClient nomad, Recording recorded) {
    Answer<List<AllocationStub>> page =
        nomad
            .allocations()
            .page(
                Read.defaults()
                    .inAllNamespaces()
                    .withPerPage(3)
                    .with("resources", "true")
                    .with("task_states", "true"));
    assertThat(page.value()).hasSize(recorded.body().size()).hasSize(3);
    for (int i = 0; i < 3; i++) {
      var said = recorded.body().get(i);
      AllocationStub allocation = page.value().get(i);
      assertThat(allocation.id()).isEqualTo(said.get("ID").asText());
      assertThat(allocation.jobId()).isEqualTo(said.get("JobID").asText());
      assertThat(allocation.nodeId()).isEqualTo(said.get("NodeID").asText());
      assertThat(allocation.clientStatus()).isEqualTo(said.get("ClientStatus").asText());
      assertThat(allocation.desiredStatus()).isEqualTo(said.get("DesiredStatus").asText());
      assertThat(allocation.jobType()).isEqualTo(said.get("JobType").asText()).isNotEmpty();
      assertThat(allocation.resources().cpuShares())
          .isEqualTo(said.findValues("CpuShares").stream().mapToLong(JsonNode::asLong).sum())
          .isPositive();
      assertThat(allocation.resources().memoryMb())
          .isEqualTo(said.findValues("MemoryMB").stream().mapToLong(JsonNode::asLong).sum())
          .isPositive();
      assertThat(allocation.resources().diskMb()).isEqualTo(300);
      assertThat(allocation.startedAt()).isAfterOrEqualTo(allocation.createdAt());
      assertThat(allocation.rescheduledFrom()).isEmpty();
      assertThat(allocation.taskStates()).hasSize(1);
      assertSameEvents(
          allocation.taskStates().values().iterator().next().events(),
          said.get("TaskStates").iterator().next().get("Events"));
    }
    assertThat(page.value())
        .flatMap(allocation -> allocation.taskStates().values())
        .flatMap(TaskState::events)
        .anyMatch(event -> event.exitCode().isPresent());
    assertThat(page.meta().nextToken()).isPresent();
  }

  private static void assertSameEvents(List<TaskEvent> events, JsonNode said) {
    assertThat(events).hasSize(said.size()).hasSizeGreaterThan(2);
    for (int i = 0; i < events.size(); i++) {
      TaskEvent event = events.get(i);
      assertThat(event.type()).isEqualTo(said.get(i).get("Type").asText());
      assertThat(event.time())
          .isEqualTo(Instant.EPOCH.plusNanos(said.get(i).get("Time").asLong()))
          .isAfter(Instant.EPOCH);
      String code = said.get(i).get("Details").path("exit_code").asText("");
      assertThat(event.exitCode())
          .isEqualTo(code.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(code)));
      assertThat(event.oomKilled()).isFalse();
    }
  }
}
