package nomadops.gc.policy;

import java.time.Duration;
import java.time.Instant;
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
  record Purge(Reason reason, String rule, Duration keepFor, Instant due, Set<Question> open)
      implements Verdict {
    public Purge {
      open = Set.copyOf(open);
    }
  }

  /// Not yet: ask again at `until`.
  record Keep(Reason reason, String rule, Instant until) implements Verdict {}

  /// Not while the policy and the job stay as they are.
  record KeepForever(Reason reason, String rule) implements Verdict {}

  /// Nomad's own collector would not delete it either.
  record Ineligible(Reason reason) implements Verdict {}
}
