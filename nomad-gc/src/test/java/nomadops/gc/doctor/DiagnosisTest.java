package nomadops.gc.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import nomadops.client.model.JobKey;
import nomadops.gc.doctor.Finding.Level;
import nomadops.gc.doctor.Standing.Cause;
import nomadops.gc.job.JobType;
import nomadops.runtime.preflight.Look;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  private final Cluster cluster = new Cluster();

  private static Standing standing(Cause cause, String seen) {
    return new Standing(new JobKey("default", "job-1"), cause, seen);
  }

  @Test
  void aClusterThatIsWellIsToldSo() {
    cluster.dead(300, JobType.BATCH, Duration.ofHours(1));
    Diagnosis diagnosis = cluster.diagnosis();
    assertThat(diagnosis.findings()).extracting(Finding::level).containsOnly(Level.WELL);
    assertThat(diagnosis.findings()).extracting(Finding::remedy).containsOnly("");
    assertThat(diagnosis.sentence())
        .isEqualTo("nothing is wrong with the collection of dead jobs.");
  }

  @Test
  void withoutALeaderNothingIsCollected() {
    cluster.leader = Optional.empty();
    assertThat(cluster.finding("leader").level()).isEqualTo(Level.TROUBLE);
    assertThat(cluster.diagnosis().sentence()).isEqualTo("one thing is wrong.");
  }

  @Test
  void aPausedBrokerIsTroubleAndClosedRegistrationAdvice() {
    cluster.scheduler = "{\"PauseEvalBroker\":true}";
    assertThat(cluster.finding("broker").level()).isEqualTo(Level.TROUBLE);
    assertThat(cluster.finding("broker").remedy()).contains("-pause-eval-broker=false");
    cluster.scheduler = "{\"RejectJobRegistration\":true}";
    assertThat(cluster.finding("broker").level()).isEqualTo(Level.ADVICE);
  }

  @Test
  void aBacklogIsTroubleOnlyWhileItDoesNotFall() {
    cluster.backlog = Cluster.backlog(900, 999, 999);
    assertThat(cluster.finding("backlog").level()).isEqualTo(Level.WELL);
    cluster.backlog = Cluster.backlog(9_000, 8_000, 8_000);
    assertThat(cluster.finding("backlog").level()).isEqualTo(Level.ADVICE);
    assertThat(cluster.finding("backlog").evidence())
        .contains("falling by 250 a second: gone in about 33s");
    cluster.backlog = Cluster.backlog(8_000, 9_000, 7_000);
    assertThat(cluster.finding("backlog").level()).isEqualTo(Level.TROUBLE);
    assertThat(cluster.finding("backlog").evidence()).contains("growing by 250 a second");
    assertThat(cluster.finding("backlog").remedy()).contains("gc bankrupt");
    cluster.backlog = Cluster.backlog(8_000, 8_000, 10);
    assertThat(cluster.finding("backlog").remedy()).contains("stop that user");
  }

  @Test
  void jobsThatNothingHoldsAreTroubleWhenTheyAreMany() {
    cluster.dead(99, JobType.BATCH, Duration.ofHours(9));
    cluster.overdue.add(standing(Cause.NOTHING, "nothing of it changed"));
    assertThat(cluster.finding("overdue").level()).isEqualTo(Level.ADVICE);
    cluster.dead(1, JobType.BATCH, Duration.ofHours(9));
    assertThat(cluster.finding("overdue").level()).isEqualTo(Level.TROUBLE);
    assertThat(cluster.finding("overdue").evidence())
        .startsWith("100, the oldest by 4h59m")
        .contains("of the 1 oldest 1 are held by nothing");
    assertThat(cluster.finding("overdue").remedy()).contains("nomad-ops gc run");
  }

  @Test
  void whatHoldsAJobIsNamedWithItsRemedy() {
    cluster.dead(500, JobType.BATCH, Duration.ofHours(9));
    cluster.overdue.addAll(
        List.of(
            standing(Cause.ALLOCATIONS, "its allocation a is running on node lost-7"),
            standing(Cause.ALLOCATIONS, "another"),
            standing(Cause.TAG, "one of its versions is tagged good"),
            standing(Cause.ACTIVITY, "it changed")));
    assertThat(cluster.finding("overdue").level()).isEqualTo(Level.ADVICE);
    assertThat(cluster.finding("overdue").evidence())
        .contains(
            "2 have an allocation that is not finished, 1 changed lately, 1 have a tagged version");
    assertThat(cluster.diagnosis().findings())
        .filteredOn(each -> each.check().equals("held"))
        .extracting(Finding::evidence)
        .containsExactly(
            "its allocation a is running on node lost-7", "one of its versions is tagged good");
  }

  @Test
  void servicesThatNobodyStoppedAreNamed() {
    cluster.dead(5, JobType.SERVICE, Duration.ofDays(30));
    assertThat(cluster.finding("unstopped").evidence())
        .startsWith("5 service or system jobs")
        .contains("default/job-0, default/job-1, default/job-2, ...");
    assertThat(cluster.finding("overdue").level()).isEqualTo(Level.WELL);
  }

  @Test
  void whoeverIsFirstCollects() {
    cluster.keepFor = Duration.ofHours(4);
    assertThat(cluster.finding("collector").level()).isEqualTo(Level.ADVICE);
    assertThat(cluster.finding("collector").remedy()).contains("job_gc_threshold = \"1d\"");
    cluster.server = "\"Enabled\":true,\"JobGCThreshold\":\"24h\"";
    assertThat(cluster.finding("collector").level()).isEqualTo(Level.WELL);
    cluster.collector = Optional.empty();
    assertThat(cluster.finding("collector").level()).isEqualTo(Level.WELL);
    cluster.dead(5_000, JobType.BATCH, Duration.ofMinutes(90));
    assertThat(cluster.finding("collector").level()).isEqualTo(Level.ADVICE);
  }

  @Test
  void aCycleThatFindsMoreThanOnePieceCallsForShorterOnes() {
    cluster.dead(24_000, JobType.BATCH, Duration.ofMinutes(30));
    assertThat(cluster.finding("cycle").level()).isEqualTo(Level.WELL);
    cluster.dead(12_000, JobType.BATCH, Duration.ofMinutes(30));
    Finding cycle = cluster.finding("cycle");
    assertThat(cycle.level()).isEqualTo(Level.ADVICE);
    assertThat(cycle.evidence()).startsWith("about 3000 jobs every 5m").contains("up to 0.7 s");
    assertThat(cycle.remedy()).contains("keep-for below 4h").contains("job_gc_interval = \"3m\"");
  }

  @Test
  void tellingOfEachJobEachSecondIsDear() {
    cluster.dead(20_000, JobType.BATCH, Duration.ofHours(2), "build");
    assertThat(cluster.finding("telemetry").level()).isEqualTo(Level.WELL);
    cluster.telemetry = "\"CollectionInterval\":\"1s\"";
    assertThat(cluster.finding("telemetry").evidence())
        .contains("140000 gauges a second")
        .contains("3.2 GB");
    assertThat(cluster.finding("telemetry").remedy())
        .isEqualTo(
            "telemetry { collection_interval = \"30s\" disable_dispatched_job_summary_metrics = true } on every server");
    cluster.telemetry += ",\"DisableDispatchedJobSummaryMetrics\":true";
    assertThat(cluster.finding("telemetry").level()).isEqualTo(Level.WELL);
    assertThat(cluster.finding("dead-jobs").evidence()).contains("20000 are children of build");
  }

  @Test
  void endedEvaluationsAndPlansAreCounted() {
    cluster.ended = 99_999;
    assertThat(cluster.finding("evaluations").level()).isEqualTo(Level.WELL);
    cluster.ended = 100_000;
    assertThat(cluster.finding("evaluations").level()).isEqualTo(Level.ADVICE);
    assertThat(cluster.finding("plans").level()).isEqualTo(Level.WELL);
    cluster.plans = 40;
    assertThat(cluster.finding("plans").level()).isEqualTo(Level.ADVICE);
    cluster.server = "\"Enabled\":true,\"EnableEventBroker\":false";
    assertThat(cluster.finding("events").level()).isEqualTo(Level.ADVICE);
  }

  @Test
  void aRaftLogWithManyFreePagesIsToldWithWhatThisVersionCanDo() {
    assertThat(cluster.finding("raft-log").level()).isEqualTo(Level.WELL);
    cluster.freePages = OptionalDouble.of(40_000);
    assertThat(cluster.finding("raft-log").level()).isEqualTo(Level.ADVICE);
    assertThat(cluster.finding("raft-log").evidence()).contains("40000 free pages");
    assertThat(cluster.finding("raft-log").remedy())
        .startsWith("server { raft_logstore { backend = \"wal\" } }, one server after the other")
        .contains("nomad operator raft migrate-backend");
    for (String older : new String[] {"1.11.3", "", "2"}) {
      cluster.version = older;
      assertThat(cluster.finding("raft-log").remedy()).startsWith("Nomad 2.0.0 or later");
    }
  }

  @Test
  void aServerWithoutBoltHasNothingToBeToldOf() {
    cluster.freePages = OptionalDouble.empty();
    assertThat(cluster.diagnosis().findings())
        .extracting(Finding::check)
        .doesNotContain("raft-log");
  }

  @Test
  void whatWasRefusedIsNotSeenAndNotWell() {
    ClusterFacts seen = cluster.facts();
    ClusterFacts blind =
        new ClusterFacts(
            seen.leader(),
            new Look.Forbidden<>("403"),
            new Look.Forbidden<>("403"),
            new Look.Forbidden<>("403"),
            List.of(),
            new Look.Forbidden<>("403"),
            new Look.Forbidden<>("403"),
            new Look.Forbidden<>("403"),
            new Look.Forbidden<>("403"),
            seen.keepFor(),
            seen.now());
    assertThat(Diagnosis.of(blind).findings())
        .filteredOn(each -> !each.check().equals("leader"))
        .hasSize(4)
        .extracting(Finding::level)
        .containsOnly(Level.UNSEEN);
  }
}
