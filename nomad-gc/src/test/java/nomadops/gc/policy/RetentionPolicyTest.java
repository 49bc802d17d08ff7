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
import nomadops.gc.job.JobType;
import nomadops.gc.job.Outcome;
import nomadops.gc.policy.Reason.Code;
import nomadops.gc.policy.Retention.KeepFor;
import nomadops.gc.policy.Retention.KeepForever;
import nomadops.runtime.config.Glob;
import org.junit.jupiter.api.Test;

class RetentionPolicyTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private final IndexTimes times = new IndexTimes();

  @Test
  void aJobWhoseLastActivityIsOldIsPurged() {
    dated(12, 5);
    assertThat(nomad(job("a").submitted(hoursAgo(6))))
        .asInstanceOf(type(Verdict.Purge.class))
        .satisfies(v -> assertThat(v.open()).isEmpty())
        .satisfies(v -> assertThat(v.reason().code()).isEqualTo(Code.EXPIRED))
        .satisfies(v -> assertThat(v.due()).isBefore(NOW));
  }

  @Test
  void aLongRunnerIsKeptFromItsDeathOnNotFromItsStart() {
    dated(12, 1);
    Instant until = hoursAgo(1).plus(Duration.ofMinutes(1)).plus(Duration.ofHours(4));
    assertThat(nomad(job("a").submitted(hoursAgo(100))))
        .asInstanceOf(type(Verdict.Keep.class))
        .satisfies(v -> assertThat(v.until()).isEqualTo(until));
  }

  @Test
  void anUndatedDeathIsAskedBeforeTheDelete() {
    assertThat(nomad(job("a").submitted(hoursAgo(5))))
        .asInstanceOf(type(Verdict.Purge.class))
        .satisfies(v -> assertThat(v.open()).containsExactly(Question.LAST_ACTIVITY));
  }

  @Test
  void thatNomadHasReachedAnIndexByNowDoesNotPutOffAJobThatMayBeLongDead() {
    times.stamped(11, hoursAgo(5), NOW);
    times.reached(12, NOW, NOW);
    assertThat(nomad(job("a").submitted(hoursAgo(5))))
        .asInstanceOf(type(Verdict.Purge.class))
        .satisfies(v -> assertThat(v.open()).containsExactly(Question.LAST_ACTIVITY));
  }

  @Test
  void anUndatedJobThatIsTooYoungAnywayIsKeptWithoutAsking() {
    assertThat(nomad(job("a").submitted(hoursAgo(3)))).isInstanceOf(Verdict.Keep.class);
  }

  @Test
  void theSoonestThatADeathFallsDueIsByTheRulesThatMayMatchOrTheJobsOwnWish() {
    Match failed =
        new Match(
            Glob.ALL,
            new Glob("ci-*"),
            Glob.ALL,
            Set.of(),
            Set.of(Outcome.FAILED, Outcome.LOST),
            Map.of());
    Match builds = new Match(Glob.ALL, new Glob("ci-*"), Glob.ALL, Set.of(), Set.of(), Map.of());
    RetentionPolicy policy =
        new RetentionPolicy(
            List.of(
                new RetentionRule("failed", failed, new KeepFor(Duration.ofMinutes(9))),
                new RetentionRule("builds", builds, new KeepFor(Duration.ofMinutes(3))),
                RetentionRule.forAll("never reached by builds", Duration.ofMinutes(1))),
            RetentionRule.forAll("default", HOUR),
            MetaLimits.DEFAULT,
            Duration.ZERO);
    assertThat(policy.soonest(job("ci-1").build())).contains(Duration.ofMinutes(3));
    assertThat(policy.soonest(job("other").build())).contains(Duration.ofMinutes(1));
    assertThat(policy.soonest(wish("keep-for", "2h"))).contains(Duration.ofHours(2));
    assertThat(policy.soonest(wish("keep-for", "1s"))).contains(Duration.ofMinutes(1));
    assertThat(policy.soonest(wish("keep", "forever"))).isEmpty();
    assertThat(policy.soonest(wish("keep-for", "soon"))).isEmpty();
  }

  @Test
  void whatNoRuleLetsGoNeverFallsDue() {
    RetentionPolicy policy = RetentionPolicy.nomadDefaults();
    assertThat(policy.soonest(job("a").build())).contains(Duration.ofHours(4));
    assertThat(policy.soonest(job("a").type(JobType.SERVICE).build())).isEmpty();
  }

  @Test
  void aSubmitTimeInTheFutureKeepsTheJob() {
    assertThat(nomad(job("a").submitted(NOW.plusSeconds(1))).reason().code())
        .isEqualTo(Code.SUBMITTED_IN_FUTURE);
  }

  @Test
  void theFirstRuleThatMatchesWins() {
    var failed =
        new Match(Glob.ALL, Glob.ALL, Glob.ALL, Set.of(), Set.of(Outcome.FAILED), Map.of());
    var ci = new Match(new Glob("ci-*"), Glob.ALL, Glob.ALL, Set.of(), Set.of(), Map.of());
    RetentionPolicy policy =
        policy(
            new RetentionRule("failed", failed, new KeepForever()),
            new RetentionRule("ci", ci, new KeepFor(HOUR)));
    dated(12, 2);
    assertThat(judge(policy, job("a").in("ci-1").allocs(0, 1, 1, 0).submitted(hoursAgo(9)).build()))
        .isInstanceOf(Verdict.KeepForever.class);
    assertThat(judge(policy, job("a").in("ci-1").submitted(hoursAgo(9)).build()))
        .asInstanceOf(type(Verdict.Purge.class))
        .satisfies(v -> assertThat(v.rule()).isEqualTo("ci"));
    assertThat(judge(policy, job("a").submitted(hoursAgo(9)).build()))
        .isInstanceOf(Verdict.Keep.class);
  }

  @Test
  void aRuleOnParentsHoldsForChildrenOnlyAndOneOnMetaForJobsThatHaveTheKey() {
    var child = new Match(Glob.ALL, Glob.ALL, new Glob("nightly*"), Set.of(), Set.of(), Map.of());
    var team =
        new Match(Glob.ALL, Glob.ALL, Glob.ALL, Set.of(), Set.of(), Map.of("team", new Glob("a*")));
    assertThat(child.matches(job("a").build())).isFalse();
    assertThat(child.matches(job("a").childOf("nightly-x").build())).isTrue();
    assertThat(team.matches(job("a").build())).isFalse();
    assertThat(team.matches(job("a").meta("team", "atlas").build())).isTrue();
    assertThat(team.matches(job("a").meta("team", "beta").build())).isFalse();
  }

  @Test
  void theJobsOwnMetaOverridesWithinLimits() {
    dated(12, 5);
    MetaLimits limits = new MetaLimits(HOUR, Duration.ofDays(2), false);
    RetentionPolicy policy =
        new RetentionPolicy(
            List.of(), RetentionRule.forAll("default", HOUR), limits, Duration.ZERO);
    assertThat(judge(policy, wish("keep-for", "7d")))
        .asInstanceOf(type(Verdict.Keep.class))
        .satisfies(v -> assertThat(v.until()).isBefore(NOW.plus(Duration.ofDays(2))));
    assertThat(judge(policy, wish("keep-for", "1s")))
        .asInstanceOf(type(Verdict.Purge.class))
        .satisfies(v -> assertThat(v.keepFor()).isEqualTo(HOUR));
    assertThat(judge(policy, wish("keep", "forever"))).isInstanceOf(Verdict.Keep.class);
    assertThat(judge(RetentionPolicy.nomadDefaults(), wish("keep", "forever")))
        .isInstanceOf(Verdict.KeepForever.class);
  }

  @Test
  void metaThatCannotBeReadKeepsTheJobAndSaysWhy() {
    dated(12, 5);
    for (DeadJob job : List.of(wish("keep-for", "a week"), wish("keep", "yes"))) {
      assertThat(judge(RetentionPolicy.nomadDefaults(), job))
          .asInstanceOf(type(Verdict.KeepForever.class))
          .satisfies(v -> assertThat(v.reason().code()).isEqualTo(Code.META_MALFORMED))
          .satisfies(v -> assertThat(v.reason().text()).contains("nomad-ops.gc/"));
    }
  }

  @Test
  void anIdThatComesBackWaitsLongerAndAChildNever() {
    RetentionPolicy policy =
        new RetentionPolicy(
            List.of(), RetentionRule.forAll("default", HOUR), MetaLimits.DEFAULT, HOUR);
    times.stamped(30, hoursAgo(1).minus(Duration.ofMinutes(30)), NOW);
    DeadJobs again = job("a").submitted(hoursAgo(9)).indexes(10, 20, 30);
    assertThat(judge(policy, again.build())).isInstanceOf(Verdict.Keep.class);
    assertThat(judge(policy, again.childOf("p").build())).isInstanceOf(Verdict.Purge.class);
    DeadJob once = job("b").submitted(hoursAgo(9)).indexes(20, 20, 30).build();
    assertThat(policy.judge(once, times, key -> false, NOW)).isInstanceOf(Verdict.Purge.class);
    assertThat(policy.judge(once, times, key -> true, NOW)).isInstanceOf(Verdict.Keep.class);
  }

  @Test
  void aLiveJobIsNeverAPurge() {
    for (String status : List.of("running", "pending", "", "Dead")) {
      assertThat(nomad(job("a").status(status).submitted(hoursAgo(1000))))
          .isInstanceOf(Verdict.Ineligible.class);
    }
  }

  private static DeadJob wish(String name, String value) {
    return job("a").submitted(hoursAgo(6)).meta("nomad-ops.gc/" + name, value).build();
  }

  private static RetentionPolicy policy(RetentionRule... rules) {
    RetentionRule otherwise = RetentionRule.forAll("default", Duration.ofHours(4));
    return new RetentionPolicy(List.of(rules), otherwise, MetaLimits.DEFAULT, Duration.ZERO);
  }

  private Verdict nomad(DeadJobs job) {
    return judge(RetentionPolicy.nomadDefaults(), job.build());
  }

  private Verdict judge(RetentionPolicy policy, DeadJob job) {
    return policy.judge(job, times, key -> false, NOW);
  }

  private void dated(long index, int hoursAgo) {
    times.stamped(index, hoursAgo(hoursAgo), NOW);
  }

  private static Instant hoursAgo(int hours) {
    return NOW.minus(Duration.ofHours(hours));
  }
}
