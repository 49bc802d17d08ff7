package nomadops.gc.policy;

import static nomadops.gc.job.DeadJobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.gc.job.DeadJob;
import nomadops.gc.job.DeadJobs;
import nomadops.gc.policy.Reason.Code;
import nomadops.runtime.config.Glob;
import org.junit.jupiter.api.Test;

class LastRunsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private final IndexTimes times = new IndexTimes();

  @Test
  void beforeAListWasCountedARunThatARuleCountsIsKept() {
    RetentionPolicy policy = policy(new KeepLast(1, 0, 0));
    assertThat(policy.judge(run(1), times, _ -> false, NOW).reason().code())
        .isEqualTo(Code.RUNS_NOT_COUNTED);
  }

  @Test
  void theLastOnesAreKeptAndTheRestNamesThemForTheReCheck() {
    RetentionPolicy policy = policy(new KeepLast(2, 0, 0));
    LastRuns runs = counted(policy, run(3), run(1), run(2));
    assertThat(judge(policy, runs, run(2)).reason())
        .isEqualTo(new Reason(Code.AMONG_LAST_RUNS, "among the last 2 runs of p"));
    assertThat(judge(policy, runs, run(1)))
        .asInstanceOf(type(Verdict.Purge.class))
        .satisfies(v -> assertThat(v.open()).contains(Question.NEWER_RUNS))
        .satisfies(v -> assertThat(v.newer()).extracting(Run::createIndex).containsExactly(3L, 2L));
  }

  @Test
  void aRunThatCameAfterTheListIsAmongTheLast() {
    RetentionPolicy policy = policy(new KeepLast(2, 0, 0));
    LastRuns runs = counted(policy, run(1), run(2));
    assertThat(judge(policy, runs, run(3)).reason().code()).isEqualTo(Code.AMONG_LAST_RUNS);
  }

  @Test
  void beyondTheLastOnesARunIsStillKeptForItsTime() {
    RetentionPolicy policy =
        policy(rule(new Retention.KeepFor(Duration.ofDays(1)), new KeepLast(1, 0, 0)));
    LastRuns runs = counted(policy, run(1), run(2));
    assertThat(judge(policy, runs, run(1)).reason().code()).isEqualTo(Code.WITHIN_KEEP_TIME);
  }

  @Test
  void withoutATimeOfItsOwnTheRuleKeepsAsLongAsTheDefault() {
    RetentionPolicy policy = policy(rule(new Retention.KeepAsDefault(), new KeepLast(1, 0, 0)));
    LastRuns runs = counted(policy, run(1), run(2));
    assertThat(judge(policy, runs, run(1)))
        .asInstanceOf(type(Verdict.Purge.class))
        .satisfies(v -> assertThat(v.keepFor()).isEqualTo(Duration.ofHours(4)));
  }

  @Test
  void successesAndFailuresAreCountedApart() {
    RetentionPolicy policy = policy(new KeepLast(0, 1, 1));
    DeadJob failed = child(1).allocs(0, 0, 1, 0).build();
    LastRuns runs = counted(policy, failed, run(2), run(3), run(4));
    assertThat(judge(policy, runs, failed).reason().text())
        .isEqualTo("among the last 1 failures of p");
    assertThat(judge(policy, runs, run(3))).isInstanceOf(Verdict.Purge.class);
    DeadJob never = child(2).allocs(0, 0, 0, 0).build();
    assertThat(judge(policy, runs, never)).as("neither").isInstanceOf(Verdict.Purge.class);
  }

  @Test
  void aRunWhoseAllocationsAreStillToEndCountsForNothing() {
    RetentionPolicy policy = policy(new KeepLast(1, 0, 0));
    LastRuns runs =
        counted(
            policy,
            run(1),
            child(2).allocs(1, 0, 0, 0).build(),
            child(3).status("running").build());
    assertThat(judge(policy, runs, run(1)).reason().code()).isEqualTo(Code.AMONG_LAST_RUNS);
  }

  @Test
  void parentsOfTheSameNameInOtherNamespacesAreOthers() {
    RetentionPolicy policy = policy(new KeepLast(1, 0, 0));
    LastRuns runs = counted(policy, run(1), child(2).in("ci").build());
    assertThat(judge(policy, runs, run(1)).reason().code()).isEqualTo(Code.AMONG_LAST_RUNS);
  }

  @Test
  void aJobsOwnTimeDoesNotTakeItOutOfTheLastRuns() {
    RetentionPolicy policy = policy(new KeepLast(1, 0, 0));
    DeadJob wish = child(2).meta("nomad-ops.gc/keep-for", "1m").build();
    LastRuns runs = counted(policy, run(1), wish);
    assertThat(judge(policy, runs, wish).reason().code()).isEqualTo(Code.AMONG_LAST_RUNS);
    assertThat(judge(policy, runs, run(1))).isInstanceOf(Verdict.Purge.class);
  }

  @Test
  void aParentForWhichThereIsNoRoomKeepsAllOfItsRuns() {
    RetentionPolicy policy = policy(new KeepLast(1, 0, 0));
    LastRuns runs = LastRuns.counting(policy, 1);
    DeadJob other = job("q/1").childOf("q").indexes(7, 7, 7).build();
    for (DeadJob each : List.of(run(1), run(2), other)) {
      runs.add(each);
    }
    assertThat(runs.full()).isTrue();
    assertThat(runs.remembered()).isEqualTo(1);
    assertThat(judge(policy, runs, run(1))).isInstanceOf(Verdict.Purge.class);
    assertThat(judge(policy, runs, other).reason().code()).isEqualTo(Code.RUNS_NOT_COUNTED);
  }

  @Test
  void aRunIsDueOnlySinceTheOneThatPushedItOutCame() {
    RetentionPolicy policy = policy(new KeepLast(1, 0, 0));
    Instant came = NOW.minusSeconds(30);
    LastRuns runs = counted(policy, run(1), child(2).submitted(came).build());
    assertThat(judge(policy, runs, run(1)))
        .asInstanceOf(type(Verdict.Purge.class))
        .satisfies(v -> assertThat(v.due()).isEqualTo(came));
  }

  private static DeadJobs child(long created) {
    return job("p/" + created)
        .childOf("p")
        .indexes(created, created, created)
        .submitted(NOW.minus(Duration.ofHours(9)));
  }

  private static DeadJob run(long created) {
    return child(created).build();
  }

  private static LastRuns counted(RetentionPolicy policy, DeadJob... jobs) {
    LastRuns runs = LastRuns.counting(policy, 100);
    List.of(jobs).forEach(runs::add);
    return runs;
  }

  private Verdict judge(RetentionPolicy policy, LastRuns runs, DeadJob job) {
    return policy.judge(job, times, runs, _ -> false, NOW);
  }

  private static RetentionRule rule(Retention retention, KeepLast last) {
    Match children = new Match(Glob.ALL, Glob.ALL, new Glob("?*"), Set.of(), Set.of(), Map.of());
    return new RetentionRule("runs", children, retention, last);
  }

  private static RetentionPolicy policy(KeepLast last) {
    return policy(rule(new Retention.KeepFor(Duration.ZERO), last));
  }

  private static RetentionPolicy policy(RetentionRule rule) {
    return new RetentionPolicy(
        List.of(rule),
        RetentionRule.forAll("the default", Duration.ofHours(4)),
        MetaLimits.DEFAULT,
        Duration.ZERO);
  }
}
