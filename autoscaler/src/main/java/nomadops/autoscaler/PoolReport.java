package nomadops.autoscaler;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nomadops.autoscaler.facts.GroupFacts;
import nomadops.autoscaler.policy.PoolStep;
import nomadops.autoscaler.policy.pool.GroupSight;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.target.Target.Outcome;

/// What was decided on a pool, from what, and what became of it.
///
/// @param leading whether the moves were made, or are what a leader would make
/// @param trouble why no move could be made
public record PoolReport(
    Instant at,
    PoolTerms terms,
    PoolFacts facts,
    PoolStep step,
    boolean leading,
    List<Deed> deeds,
    Optional<String> trouble) {
  public PoolReport {
    deeds = List.copyOf(deeds);
  }

  /// What the machines that its groups were told to have cost an hour, by the configured prices; 0
  /// where none is configured.
  public double costPerHour() {
    double cost = 0;
    for (GroupSight sight : facts.groups()) {
      int machines = sight.last().map(GroupFacts::desired).orElse(0);
      cost += machines * terms.group(sight.name()).price();
    }
    return cost;
  }

  /// A move and what became of it.
  public record Deed(Move move, Outcome outcome) {}
}
