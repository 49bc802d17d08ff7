package nomadops.gc.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
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
/// by [IndexTimes]. Where its bounds lie further apart than a tenth of the time to keep, the job's
/// allocations and evaluations are asked at the re-check instead of waiting for the later bound.
///
/// **Ids that come back**: a job registered again under its id (a nightly batch job, a stopped
/// service that is deployed anew) is the one that may be registered in the instant of its deletion.
/// It waits `quiet` longer. Children of dispatch and periodic parents never come back and do not
/// wait.
///
/// **The last runs** of a parent are kept by rules that count them, whatever their age: [LastRuns].
public final class RetentionPolicy {
  private final List<RetentionRule> rules;
  private final RetentionRule otherwise;
  private final MetaLimits limits;
  private final Duration quiet;

  public RetentionPolicy(
      List<RetentionRule> rules, RetentionRule otherwise, MetaLimits limits, Duration quiet) {
    if (otherwise.retention() instanceof Retention.KeepAsDefault) {
      throw new IllegalArgumentException("the default rule does not say how long");
    }
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

  /// True if a rule counts runs, so that [LastRuns] are wanted.
  public boolean countsRuns() {
    return rules.stream().anyMatch(rule -> !rule.last().isNone());
  }

  /// The first rule that matches, or the default.
  RetentionRule ruleOf(DeadJob job) {
    return named(job).orElse(otherwise);
  }

  private Optional<RetentionRule> named(DeadJob job) {
    return rules.stream().filter(r -> r.match().matches(job)).findFirst();
  }

  /// The rules in their order, the default last.
  public List<RetentionRule> rules() {
    List<RetentionRule> all = new ArrayList<>(rules);
    all.add(otherwise);
    return List.copyOf(all);
  }

  /// How long after its death a job may fall due at the earliest, whatever its outcome; empty if
  /// never. Its last runs, and how its id was used before, may put it off.
  public Optional<Duration> soonest(DeadJob job) {
    List<Retention> may = mayKeep(job);
    if (may.isEmpty() || (job.isParent() && !job.stop())) {
      return Optional.empty();
    }
    return switch (MetaWish.of(job.meta())) {
      case MetaWish.Malformed _ -> Optional.empty();
      case MetaWish.Keep(Retention wish) -> time(limits.clamp(wish));
      case MetaWish.None() ->
          may.stream().flatMap(each -> time(each).stream()).min(Duration::compareTo);
    };
  }

  private List<Retention> mayKeep(DeadJob job) {
    List<Retention> may = new ArrayList<>();
    for (RetentionRule rule : rules) {
      if (rule.match().matchesApartFromOutcome(job)) {
        may.add(rule.retention());
        if (rule.match().outcomes().isEmpty()) {
          return may;
        }
      }
    }
    if (!job.isUnstopped()) {
      may.add(otherwise.retention());
    }
    return may;
  }

  private Optional<Duration> time(Retention retention) {
    return switch (retention) {
      case Retention.KeepFor(Duration time) -> Optional.of(time);
      case Retention.KeepForever() -> Optional.empty();
      case Retention.KeepAsDefault() -> time(otherwise.retention());
    };
  }

  /// The meta keys that any rule, or a job's own wish, is read from.
  public Set<String> metaKeys() {
    Set<String> keys = new HashSet<>(Set.of(MetaWish.KEEP, MetaWish.KEEP_FOR));
    rules.forEach(rule -> keys.addAll(rule.match().meta().keySet()));
    return Set.copyOf(keys);
  }

  /// The same before any list was counted: what a rule keeps by number is kept.
  public Verdict judge(DeadJob job, IndexTimes times, Predicate<JobKey> seenBefore, Instant now) {
    return judge(job, times, LastRuns.unknown(this), seenBefore, now);
  }

  /// Judges one row of the list.
  ///
  /// @param times dates Raft indexes
  /// @param runs counted by this policy
  /// @param seenBefore tells of ids that were registered, purged and registered again
  public Verdict judge(
      DeadJob job, IndexTimes times, LastRuns runs, Predicate<JobKey> seenBefore, Instant now) {
    Optional<RetentionRule> named = named(job);
    Optional<Verdict.Ineligible> refusal = Eligibility.refusal(job, named.isPresent());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    RetentionRule rule = named.orElse(otherwise);
    Facts facts = new Facts(times, runs, seenBefore, now);
    return switch (MetaWish.of(job.meta())) {
      case MetaWish.Malformed(String why) ->
          new Verdict.KeepForever(new Reason(Code.META_MALFORMED, why), "job meta");
      case MetaWish.None() ->
          kept(job, rule, rule.name(), rule.retention(), Code.RULE_KEEPS_FOREVER, facts);
      case MetaWish.Keep(Retention wish) ->
          kept(job, rule, "job meta", limits.clamp(wish), Code.META_KEEPS_FOREVER, facts);
    };
  }

  private record Facts(
      IndexTimes times, LastRuns runs, Predicate<JobKey> seenBefore, Instant now) {}

  /// A job's own meta says how long, never how many: the rule's last runs are kept all the same.
  private Verdict kept(
      DeadJob job, RetentionRule rule, String by, Retention retention, Code forever, Facts facts) {
    return switch (retention) {
      case Retention.KeepForever() ->
          new Verdict.KeepForever(new Reason(forever, "kept for ever by " + by), by);
      case Retention.KeepAsDefault() -> kept(job, rule, by, otherwise.retention(), forever, facts);
      case Retention.KeepFor(Duration time) -> {
        Duration keepFor = time.plus(extraQuiet(job, facts.seenBefore()));
        yield switch (facts.runs().standing(rule, job)) {
          case LastRuns.Standing.Among(int last, KeepLast.Kind kind) ->
              new Verdict.KeepLastRuns(
                  new Reason(
                      Code.AMONG_LAST_RUNS,
                      "among the last " + last + " " + kind.plural() + " of " + job.parentId()),
                  rule.name());
          case LastRuns.Standing.NotCounted(String why) ->
              new Verdict.KeepLastRuns(new Reason(Code.RUNS_NOT_COUNTED, why), rule.name());
          case LastRuns.Standing.Beyond(List<Run> newer, Instant since) ->
              Ageing.judge(job, by, keepFor, facts.times(), facts.now()).behind(newer, since);
        };
      }
    };
  }

  private Duration extraQuiet(DeadJob job, Predicate<JobKey> seenBefore) {
    boolean comesBack =
        !job.isChild() && (job.changedSinceCreation() || seenBefore.test(job.key()));
    return comesBack ? quiet : Duration.ZERO;
  }
}
