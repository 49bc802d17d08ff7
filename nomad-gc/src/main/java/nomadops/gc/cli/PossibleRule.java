package nomadops.gc.cli;

import java.util.EnumSet;
import java.util.Set;
import nomadops.gc.job.JobType;
import nomadops.gc.job.Outcome;
import nomadops.gc.policy.Match;
import nomadops.gc.policy.RetentionRule;

/// Refuses a rule whose parts contradict each other: nothing that it asks for can happen, so
/// whoever wrote it meant something else.
final class PossibleRule {
  /// Only these may be periodic or parameterized (Job.Validate in nomad/structs/structs.go, 2.0.5).
  private static final Set<JobType> OF_CHILDREN = EnumSet.of(JobType.BATCH, JobType.SYSBATCH);

  private PossibleRule() {}

  /// Returns if the rule can match a job and keep it as it says.
  ///
  /// @throws IllegalArgumentException with what is wrong, and what to write instead
  static void require(RetentionRule rule) {
    types(rule.match());
    parents(rule);
    counts(rule);
    unstopped(rule);
  }

  private static void types(Match match) {
    if (match.types().equals(Set.of(JobType.OTHER))) {
      throw new IllegalArgumentException(
          "is about type other alone, which is never collected; give batch, sysbatch, service or system");
    }
    boolean childless =
        !match.types().isEmpty() && match.types().stream().noneMatch(OF_CHILDREN::contains);
    if (match.wantsParent() && childless) {
      throw new IllegalArgumentException(
          "asks for a parent and for type "
              + words(match)
              + ", which has no children; give type: [batch, sysbatch], or no parent");
    }
  }

  private static void parents(RetentionRule rule) {
    if (!rule.last().isNone() && !rule.match().wantsParent()) {
      throw new IllegalArgumentException(
          "counts the runs of each parent, and matches jobs without one; add parent: '?*' for every parent, or its name");
    }
  }

  private static void counts(RetentionRule rule) {
    Set<Outcome> outcomes = rule.match().outcomes();
    if (outcomes.isEmpty()) {
      return;
    }
    if (rule.last().successes() > 0 && !outcomes.contains(Outcome.COMPLETE)) {
      throw new IllegalArgumentException(
          "keeps the last successes, and its outcome leaves out complete; give keep-last-failures, or other outcomes");
    }
    boolean failures = outcomes.contains(Outcome.FAILED) || outcomes.contains(Outcome.LOST);
    if (rule.last().failures() > 0 && !failures) {
      throw new IllegalArgumentException(
          "keeps the last failures, and its outcome leaves out failed and lost; give keep-last-successes, or other outcomes");
    }
  }

  private static void unstopped(RetentionRule rule) {
    Match match = rule.match();
    if (!match.unstopped()) {
      return;
    }
    if (!match.types().equals(Set.of(JobType.SERVICE))) {
      throw new IllegalArgumentException(
          "has unstopped: true, which is about service jobs alone; add type: [service]");
    }
    if (match.wantsParent()) {
      throw new IllegalArgumentException(
          "has unstopped: true and asks for a parent, which no service job has; leave parent out");
    }
  }

  private static String words(Match match) {
    return String.join(" and ", match.types().stream().map(JobType::word).sorted().toList());
  }
}
