package nomadops.gc.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What the policy says of one job. Nothing is deleted on a verdict alone: [Purge] makes the job a
/// candidate, and the re-check just before the delete has the last word.
public sealed interface Verdict {
  Reason reason();

  /// May be deleted.
  ///
  /// @param rule the rule that decided
  /// @param keepFor how long the rule keeps the job after its last activity; the re-check applies
  ///   it to fresh facts
  /// @param due since when the job has been due, at the latest
  /// @param open what the list could not tell and the re-check must ask
  /// @param newer the runs that must still stand, because the job goes only for being older than
  ///   them; empty when the rule counts none
  record Purge(
      Reason reason,
      String rule,
      Duration keepFor,
      Instant due,
      Set<Question> open,
      List<Run> newer)
      implements Verdict {
    public Purge {
      open = Set.copyOf(open);
      newer = List.copyOf(newer);
    }

    /// One by a rule that counts no runs.
    public Purge(Reason reason, String rule, Duration keepFor, Instant due, Set<Question> open) {
      this(reason, rule, keepFor, due, open, List.of());
    }
  }

  /// Among the last runs of its parent, or it is not known yet that it is not: the next list tells
  /// more.
  record KeepLastRuns(Reason reason, String rule) implements Verdict {}

  /// Not yet: ask again at `until`.
  record Keep(Reason reason, String rule, Instant until) implements Verdict {}

  /// Not while the policy and the job stay as they are.
  record KeepForever(Reason reason, String rule) implements Verdict {}

  /// Nomad's own collector would not delete it either.
  record Ineligible(Reason reason) implements Verdict {}

  /// The same for a job that goes only for being older than `newer`: it is due when it is old
  /// enough *and* the newest of them has come.
  default Verdict behind(List<Run> newer, Instant since) {
    if (!(this instanceof Purge purge) || newer.isEmpty()) {
      return this;
    }
    EnumSet<Question> open = EnumSet.of(Question.NEWER_RUNS);
    open.addAll(purge.open());
    Instant due = since.isAfter(purge.due()) ? since : purge.due();
    return new Purge(purge.reason(), purge.rule(), purge.keepFor(), due, open, newer);
  }

  /// The rule that decided; empty where none was asked.
  default String ruleName() {
    return switch (this) {
      case Purge purge -> purge.rule();
      case KeepLastRuns kept -> kept.rule();
      case Keep kept -> kept.rule();
      case KeepForever kept -> kept.rule();
      case Ineligible _ -> "";
    };
  }
}
