package nomadops.gc.bankrupt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.purge.Candidate;

/// How attempts ended, and which evaluations they made: some forty bytes for each. For many
/// threads.
final class Tally {
  private static final int MOST_NAMES = 20;

  private final Map<String, Long> outcomes = new HashMap<>();
  private final Deque<UUID> evaluations = new ArrayDeque<>();
  private final List<String> failed = new ArrayList<>();

  /// An attempt that is not repeated.
  synchronized void ended(Candidate candidate, PurgeOutcome outcome) {
    outcomes.merge(outcome.word(), 1L, Long::sum);
    switch (outcome) {
      case PurgeOutcome.Purged(long _, String eval) when !eval.isEmpty() ->
          evaluations.add(UUID.fromString(eval));
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

  /// Takes some of the evaluations that were made; each is given once.
  synchronized List<String> takeEvaluations(int most) {
    List<String> some = new ArrayList<>();
    while (some.size() < most && !evaluations.isEmpty()) {
      some.add(evaluations.removeFirst().toString());
    }
    return some;
  }

  synchronized Map<String, Long> outcomes() {
    return Map.copyOf(outcomes);
  }

  synchronized List<String> failed() {
    return List.copyOf(failed);
  }
}
