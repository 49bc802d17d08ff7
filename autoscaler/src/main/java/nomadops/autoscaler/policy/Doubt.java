package nomadops.autoscaler.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolTerms;

/// Why the facts do not allow a conclusion.
final class Doubt {
  private Doubt() {}

  /// About anything at all.
  static Optional<String> all(PoolFacts facts, Fleet fleet) {
    return facts
        .paused()
        .map(by -> "paused: " + by)
        .or(() -> fleet.blind().map(group -> "nothing is known of group " + group));
  }

  /// About what the queue needs.
  static List<String> queue(PoolTerms terms, PoolFacts facts, Instant now) {
    List<String> doubts = new ArrayList<>(unseen(terms, facts, now));
    if (!facts.pressure().leader()) {
      doubts.add("the cluster has no leader");
    }
    if (facts.pressure().brokerPaused()) {
      doubts.add("the evaluation broker is paused: nothing is placed, on whatever nodes");
    }
    return doubts;
  }

  /// What was not seen for too long.
  static List<String> unseen(PoolTerms terms, PoolFacts facts, Instant now) {
    List<String> doubts = new ArrayList<>();
    stale("queue", facts.freshness().queue(), terms, facts, now).ifPresent(doubts::add);
    stale("nodes", facts.freshness().nodes(), terms, facts, now).ifPresent(doubts::add);
    return doubts;
  }

  /// About what is not needed any more, beside that.
  static Optional<String> behind(PoolTerms terms, PoolFacts facts) {
    int pending = facts.pressure().pendingEvals();
    return pending > terms.trust().pendingEvals()
        ? Optional.of(
            pending
                + " evaluations wait for the scheduler (more than "
                + terms.trust().pendingEvals()
                + "): what they need is not known yet")
        : Optional.empty();
  }

  private static Optional<String> stale(
      String what, Instant asOf, PoolTerms terms, PoolFacts facts, Instant now) {
    Duration age = Duration.between(asOf, now);
    if (age.compareTo(terms.trust().staleAfter()) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        "the %s was last seen %d s ago (more than %d s)%s"
            .formatted(
                what,
                age.toSeconds(),
                terms.trust().staleAfter().toSeconds(),
                facts.freshness().trouble().map(t -> ": " + t).orElse("")));
  }
}
