package nomadops.gc.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import nomadops.client.model.JobKey;
import nomadops.gc.job.DeadJob;
import nomadops.gc.policy.Reason.Code;

/// Ordered rules, the first match wins, then the default rule. A job's own meta overrides the rule
/// within limits.
///
/// **Age** is counted from the last activity: Nomad asks that the submit time *and* the last change
/// of every evaluation and allocation be older than the threshold (jobGC, gcEval and
/// allocGCEligible in nomad/core_sched.go, 2.0.5). The submit time is in the row, the rest is dated
/// by [IndexTimes] or, where that cannot, asked at the re-check.
///
/// **Ids that come back**: a job registered again under its id (a nightly batch job, a stopped
/// service that is deployed anew) is the one that may be registered in the instant of its deletion.
/// It waits `quiet` longer. Children of dispatch and periodic parents never come back and do not
/// wait.
public final class RetentionPolicy {
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
    Instant youngest = job.submitTime().plus(keepFor);
    Optional<Instant> active = times.latest(job.lastActivityIndex());
    Instant due = active.map(a -> latest(a, job.submitTime()).plus(keepFor)).orElse(youngest);
    if (due.isAfter(now)) {
      String text =
          "kept for " + DurationText.format(keepFor) + " after its last activity by " + rule;
      return new Verdict.Keep(new Reason(Code.WITHIN_KEEP_TIME, text), rule, due);
    }
    Set<Question> open = EnumSet.noneOf(Question.class);
    open.addAll(Eligibility.open(job));
    if (active.isEmpty()) {
      open.add(Question.LAST_ACTIVITY);
      String text =
          "submitted over "
              + DurationText.format(keepFor)
              + " ago; its last activity is asked before the delete";
      return new Verdict.Purge(new Reason(Code.EXPIRED_IF_IDLE, text), rule, keepFor, due, open);
    }
    String text =
        "no activity for over " + DurationText.format(keepFor) + ", the time " + rule + " keeps it";
    return new Verdict.Purge(new Reason(Code.EXPIRED, text), rule, keepFor, due, open);
  }

  private static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
