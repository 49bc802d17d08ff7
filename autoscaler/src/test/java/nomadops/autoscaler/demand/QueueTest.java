package nomadops.autoscaler.demand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.facts.Pressure;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.facts.Unscalable.Why;
import nomadops.client.model.Evaluation;
import nomadops.client.model.FailedPlacement;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;
import nomadops.client.model.PlacementFailures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What waits, and what would help it.
final class QueueTest {
  private static final JobKey JOB = JobKey.inDefault("etl");
  private static final Instant NOW = Jobs.T0.plusSeconds(600);
  private static final JobStub STUB = Jobs.stub(JOB, "", 5, 5, 7);

  private final Runtimes runtimes = new Runtimes(10, Duration.ofDays(1));

  static FailedPlacement failed(int exhausted, Map<String, Integer> filtered, List<String> quota) {
    return new FailedPlacement(
        2, 0, 2, "default", Map.of(), Map.of(), filtered, exhausted, Map.of(), quota, 0);
  }

  private static PlacementFailures failures(FailedPlacement work) {
    return new PlacementFailures(Map.of("work", work), "", false, false, 1);
  }

  private static Map<JobKey, Shapes> known(JobKey... keys) {
    Map<JobKey, Shapes> all = new HashMap<>();
    for (JobKey key : keys) {
      all.put(key, new Shapes.Known(JobShapes.of(Jobs.spec(key, "", 5, 100))));
    }
    return all;
  }

  private Queue.Reading read(JobStub job, Evaluation... open) {
    return Queue.read(
        List.of(job), Map.of(), List.of(open), known(job.key()), Pressure.NONE, runtimes, NOW);
  }

  private Why why(JobStub job, Evaluation... open) {
    Queue.Reading reading = read(job, open);
    assertThat(reading.wanted()).isEmpty();
    assertThat(reading.skipped()).hasSize(1);
    assertThat(reading.skipped().getFirst().reason()).isNotBlank();
    return reading.skipped().getFirst().why();
  }

  @Test
  void howManyWaitIsWhatTheSummaryCounts() {
    runtimes.ended(JOB, "work", Duration.ofSeconds(40), false, Jobs.T0);
    FailedPlacement coalesced =
        new FailedPlacement(
            2, 0, 2, "", Map.of(), Map.of(), Map.of(), 2, Map.of("cpu", 2), List.of(), 99);
    Queue.Reading reading = read(STUB, Jobs.blocked(JOB, failures(coalesced)));
    assertThat(reading.skipped()).isEmpty();
    QueuedGroup group = reading.wanted().getFirst();
    assertThat(group)
        .isEqualTo(
            new QueuedGroup(
                JOB,
                "work",
                JobShapes.of(Jobs.spec(JOB, "", 5, 100)).getFirst().shape(),
                7,
                50,
                Jobs.T0,
                Optional.of(Duration.ofSeconds(40))));
  }

  @Test
  void withoutABlockedEvaluationItIsTheSchedulersTurn() {
    assertThat(why(STUB)).isEqualTo(Why.SCHEDULER);
    assertThat(
            why(
                STUB,
                Jobs.evaluation(
                    JOB, "pending", "job-register", 9, Jobs.T0, PlacementFailures.NONE)))
        .isEqualTo(Why.SCHEDULER);
    assertThat(
            why(
                STUB,
                Jobs.evaluation(
                    JOB, "complete", "job-register", 9, Jobs.T0, PlacementFailures.NONE)))
        .isEqualTo(Why.SCHEDULER);
  }

  @Test
  void aChangedJobIsTheSchedulersTurnAgain() {
    Evaluation blocked = Jobs.blocked(JOB, PlacementFailures.NONE);
    Evaluation changed =
        Jobs.evaluation(JOB, "pending", "job-register", 200, NOW, PlacementFailures.NONE);
    Evaluation other =
        Jobs.evaluation(JOB, "pending", "node-update", 50, NOW, PlacementFailures.NONE);
    assertThat(why(STUB, changed, blocked)).isEqualTo(Why.SCHEDULER);
    assertThat(read(STUB, other, blocked).wanted()).hasSize(1);
  }

  @Test
  void aQuotaIsNoMatterOfNodes() {
    assertThat(
            why(STUB, Jobs.blocked(JOB, new PlacementFailures(Map.of(), "small", false, false, 1))))
        .isEqualTo(Why.QUOTA);
    assertThat(
            why(STUB, Jobs.blocked(JOB, failures(failed(0, Map.of(), List.of("cpu exhausted"))))))
        .isEqualTo(Why.QUOTA);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "missing CSI Volume db",
        "missing CSI volume(s) db[0], db[1]",
        "CSI volume db has exhausted its available writer claims",
        "CSI volume db is unschedulable or has exhausted its available reader claims",
        "CSI volume db is unschedulable or is read-only"
      })
  void aVolumeThatIsNotThereIsNoMatterOfNodes(String filter) {
    assertThat(why(STUB, Jobs.blocked(JOB, failures(failed(0, Map.of(filter, 2), List.of())))))
        .isEqualTo(Why.VOLUME);
    assertThat(
            read(STUB, Jobs.blocked(JOB, failures(failed(1, Map.of(filter, 2), List.of()))))
                .wanted())
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CSI plugin ebs is missing from client 1234",
        "CSI plugin ebs has the maximum number of volumes on client 1234",
        "did not meet topology requirement",
        "${attr.kernel.name} = windows"
      })
  void whatOtherNodesLackANewOneMayHave(String filter) {
    assertThat(
            read(STUB, Jobs.blocked(JOB, failures(failed(0, Map.of(filter, 2), List.of()))))
                .wanted())
        .hasSize(1);
  }

  @Test
  void somethingThatIsNotOnNodesHoldsOnlyGroupsOfWhichNothingElseIsKnown() {
    PlacementFailures missing = new PlacementFailures(Map.of(), "", true, false, 1);
    assertThat(why(STUB, Jobs.blocked(JOB, missing))).isEqualTo(Why.VOLUME);
    PlacementFailures anotherGroups =
        new PlacementFailures(Map.of("work", failed(2, Map.of(), List.of())), "", true, false, 1);
    assertThat(read(STUB, Jobs.blocked(JOB, anotherGroups)).wanted()).hasSize(1);
  }

  @Test
  void planConflictsPass() {
    Instant young = NOW.minus(OpenEvals.CONFLICTS_PASS).plusSeconds(1);
    assertThat(
            why(
                STUB,
                Jobs.evaluation(
                    JOB, "blocked", "max-plan-attempts", 9, young, PlacementFailures.NONE)))
        .isEqualTo(Why.PLAN_CONFLICTS);
    assertThat(
            read(
                    STUB,
                    Jobs.evaluation(
                        JOB,
                        "blocked",
                        "max-plan-attempts",
                        9,
                        young.minusSeconds(1),
                        PlacementFailures.NONE))
                .wanted())
        .hasSize(1);
  }

  @Test
  void whatWasPlacedSinceTheCountWasWrittenWaitsNoMore() {
    Evaluation blocked = Jobs.blocked(JOB, PlacementFailures.NONE);
    Queue.Reading some =
        Queue.read(
            List.of(STUB),
            Map.of(JOB, Map.of("work", 5)),
            List.of(blocked),
            known(JOB),
            Pressure.NONE,
            runtimes,
            NOW);
    assertThat(some.wanted()).singleElement().satisfies(g -> assertThat(g.count()).isEqualTo(2));
    Queue.Reading all =
        Queue.read(
            List.of(STUB),
            Map.of(JOB, Map.of("work", 7)),
            List.of(blocked),
            known(JOB),
            Pressure.NONE,
            runtimes,
            NOW);
    assertThat(all.wanted()).isEmpty();
  }

  @Test
  void aPausedBrokerSchedulesNothing() {
    Queue.Reading reading =
        Queue.read(
            List.of(STUB),
            Map.of(),
            List.of(Jobs.blocked(JOB, PlacementFailures.NONE)),
            known(JOB),
            new Pressure(true, 0, true),
            runtimes,
            NOW);
    assertThat(reading.skipped()).extracting(Unscalable::why).containsExactly(Why.PAUSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"system", "sysbatch"})
  void systemJobsComeWithEachNode(String type) {
    assertThat(why(Jobs.stub(JOB, "", type, false, 5, 5, Map.of("work", 2)))).isEqualTo(Why.SYSTEM);
  }

  @Test
  void aJobThatCannotBeReadSaysSo() {
    Queue.Reading reading =
        Queue.read(
            List.of(STUB),
            Map.of(),
            List.of(Jobs.blocked(JOB, PlacementFailures.NONE)),
            Map.of(JOB, new Shapes.Unreadable("no answer came")),
            Pressure.NONE,
            runtimes,
            NOW);
    assertThat(reading.skipped())
        .containsExactly(new Unscalable(JOB, "work", 7, Why.UNREADABLE, "no answer came"));
  }

  @Test
  void aGroupThatIsNoMoreIsTheSchedulersTurn() {
    assertThat(
            why(
                Jobs.stub(JOB, "", "batch", false, 5, 5, Map.of("old", 2)),
                Jobs.blocked(JOB, PlacementFailures.NONE)))
        .isEqualTo(Why.SCHEDULER);
  }

  @Test
  void theOldestBlockedEvaluationTellsSinceWhenAndTheNewestWhy() {
    Instant before = Jobs.T0.minusSeconds(60);
    Evaluation old =
        Jobs.evaluation(
            JOB,
            "blocked",
            "queued-allocs",
            20,
            before,
            new PlacementFailures(Map.of(), "small", false, false, 1));
    Queue.Reading reading = read(STUB, Jobs.blocked(JOB, PlacementFailures.NONE), old);
    assertThat(reading.wanted().getFirst().since()).isEqualTo(before);
  }
}
