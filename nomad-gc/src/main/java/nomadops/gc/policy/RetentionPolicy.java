package nomadops.gc.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import nomadops.client.model.JobKey;
import nomadops.gc.job.DeadJob;
import nomadops.gc.policy.Reason.Code;
import nomadops.runtime.config.Durations;

/// Ordered rules, the first match wins, then the default rule. A job's own meta overrides the rule
/// within limits.
///
/// **Age** is counted from the last activity: Nomad asks that the submit time *and* the last change
/// of every evaluation and allocation be older than the threshold (jobGC, gcEval and
/// allocGCEligible in nomad/core_sched.go, 2.0.5). The submit time is in the row, the rest is dated
/// by [IndexTimes]. Where its bounds lie further apart than a tenth of the time to keep, the job's
/// allocations and evaluations are asked at the re-check instead of waiting for the later bound.
///
/// **Ids that come back**: a job registered again under its id (a nightly batch job, a stopped
/// service that is deployed anew) is the one that may be registered in the instant of its deletion.
/// It waits `quiet` longer. Children of dispatch and periodic parents never come back and do not
/// wait.
public final class RetentionPolicy {
  private static final int VAGUE = 10;

  private final List<RetentionRule> rules;
  private final RetentionRule otherwise;
  private final MetaLimits limits;
  private final Duration quiet;

  public RetentionPolicy(
      List<RetentionRule> rules, RetentionRule otherwise, MetaLimits limits, Duration quiet) {
    this.rules = List.copyOf(rules);
    this.otherwise = otherwise;
    this.limits = limits;
    this.quiet = quiet;
  }

  /// The policy that Nomad's defaults describe.
  public static RetentionPolicy nomadDefaults() {
    RetentionRule rule = RetentionRule.forAll("default", RetentionRule.NOMAD_JOB_GC_THRESHOLD);
    return new RetentionPolicy(List.of(), rule, MetaLimits.DEFAULT, Duration.ofMinutes(10));
  }

  /// The meta keys that any rule, or a job's own wish, is read from.
  public Set<String> metaKeys() {
    Set<String> keys = new HashSet<>(Set.of(MetaWish.KEEP, MetaWish.KEEP_FOR));
    rules.forEach(rule -> keys.addAll(rule.match().meta().keySet()));
    return Set.copyOf(keys);
  }

  /// Judges one row of the list.
  ///
  /// @param times dates Raft indexes
  /// @param seenBefore tells of ids that were registered, purged and registered again
  public Verdict judge(DeadJob job, IndexTimes times, Predicate<JobKey> seenBefore, Instant now) {
    Optional<Verdict.Ineligible> refusal = Eligibility.refusal(job);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    RetentionRule rule =
        rules.stream().filter(r -> r.match().matches(job)).findFirst().orElse(otherwise);
    return switch (MetaWish.of(job.meta())) {
      case MetaWish.Malformed(String why) ->
          new Verdict.KeepForever(new Reason(Code.META_MALFORMED, why), "job meta");
      case MetaWish.None() ->
          kept(job, rule.name(), rule.retention(), Code.RULE_KEEPS_FOREVER, times, seenBefore, now);
      case MetaWish.Keep(Retention wish) ->
          kept(
              job, "job meta", limits.clamp(wish), Code.META_KEEPS_FOREVER, times, seenBefore, now);
    };
  }

  private Verdict kept(
      DeadJob job,
      String rule,
      Retention retention,
      Code forever,
      IndexTimes times,
      Predicate<JobKey> seenBefore,
      Instant now) {
    return switch (retention) {
      case Retention.KeepForever() ->
          new Verdict.KeepForever(new Reason(forever, "kept for ever by " + rule), rule);
      case Retention.KeepFor(Duration time) ->
          aged(job, rule, time.plus(extraQuiet(job, seenBefore)), times, now);
    };
  }

  private Duration extraQuiet(DeadJob job, Predicate<JobKey> seenBefore) {
    boolean comesBack =
        !job.isChild() && (job.changedSinceCreation() || seenBefore.test(job.key()));
    return comesBack ? quiet : Duration.ZERO;
  }

  private static Verdict aged(
      DeadJob job, String rule, Duration keepFor, IndexTimes times, Instant now) {
    if (job.submitTime().isAfter(now)) {
      String text = "its submit time " + job.submitTime() + " is in the future: a clock is wrong";
      return new Verdict.Keep(
          new Reason(Code.SUBMITTED_IN_FUTURE, text), rule, job.submitTime().plus(keepFor));
    }
    if (keepFor.isZero()) {
      String text = "dead, and " + rule + " keeps it for no time";
      return purge(new Reason(Code.EXPIRED, text), rule, keepFor, job.submitTime(), job);
    }
    Optional<Instant> active = times.latest(job.lastActivityIndex());
    Instant oldest = later(times.earliest(job.lastActivityIndex()), job.submitTime()).plus(keepFor);
    Instant due = active.isEmpty() ? oldest : later(active, job.submitTime()).plus(keepFor);
    if (active.isPresent() && !due.isAfter(now)) {
      String text =
          "no activity for over "
              + Durations.text(keepFor)
              + ", the time that "
              + rule
              + " keeps it";
      return purge(new Reason(Code.EXPIRED, text), rule, keepFor, due, job);
    }
    long uncertainty = Duration.between(oldest, due).toSeconds();
    Instant until = active.isEmpty() || uncertainty * VAGUE > keepFor.toSeconds() ? oldest : due;
    if (!until.isAfter(now)) {
      String text =
          "dead for perhaps over "
              + Durations.text(keepFor)
              + "; its last activity is asked before the delete";
      return purge(
          new Reason(Code.EXPIRED_IF_IDLE, text),
          rule,
          keepFor,
          oldest,
          job,
          Question.LAST_ACTIVITY);
    }
    String text = "kept for " + Durations.text(keepFor) + " after its last activity by " + rule;
    return new Verdict.Keep(new Reason(Code.WITHIN_KEEP_TIME, text), rule, until);
  }

  private static Verdict purge(
      Reason reason, String rule, Duration keepFor, Instant due, DeadJob job, Question... more) {
    Set<Question> open = EnumSet.noneOf(Question.class);
    open.addAll(Eligibility.open(job));
    open.addAll(List.of(more));
    return new Verdict.Purge(reason, rule, keepFor, due, open);
  }

  private static Instant later(Optional<Instant> a, Instant b) {
    return a.filter(time -> time.isAfter(b)).orElse(b);
  }
}
