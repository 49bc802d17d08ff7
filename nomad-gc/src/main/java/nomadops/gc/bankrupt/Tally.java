package nomadops.gc.bankrupt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.purge.Candidate;

/// How attempts ended, and which evaluations they made. For many threads; memory is bounded.
final class Tally {
  private static final int MOST_IDS = 200_000;
  private static final int MOST_NAMES = 20;

  private final Map<String, Long> outcomes = new HashMap<>();
  private final Set<String> evaluations = new HashSet<>();
  private final List<String> failed = new ArrayList<>();
  private long made;
  private boolean certain = true;

  /// An attempt that is not repeated.
  synchronized void ended(Candidate candidate, PurgeOutcome outcome) {
    outcomes.merge(outcome.word(), 1L, Long::sum);
    switch (outcome) {
      case PurgeOutcome.Purged(long _, String eval) when !eval.isEmpty() -> {
        made++;
        if (evaluations.size() < MOST_IDS) {
          evaluations.add(eval);
        }
      }
      case PurgeOutcome.Refused _, PurgeOutcome.Unknown _, PurgeOutcome.Abandoned _ ->
          name(candidate, outcome);
      case PurgeOutcome.Purged _,
          PurgeOutcome.AlreadyGone _,
          PurgeOutcome.Changed _,
          PurgeOutcome.Deferred _ -> {}
    }
  }

  private void name(Candidate candidate, PurgeOutcome outcome) {
    if (failed.size() < MOST_NAMES) {
      failed.add(candidate.job().key() + ": " + outcome);
    }
  }

  /// There may be evaluations of ours that nobody has told us of.
  synchronized void unsure() {
    certain = false;
  }

  /// Evaluations that we made, if there can be no others of ours.
  synchronized boolean madeExactly(long count) {
    return certain && made == count;
  }

  synchronized boolean made(String evaluation) {
    return evaluations.contains(evaluation);
  }

  synchronized Map<String, Long> outcomes() {
    return Map.copyOf(outcomes);
  }

  synchronized List<String> failed() {
    return List.copyOf(failed);
  }
}
