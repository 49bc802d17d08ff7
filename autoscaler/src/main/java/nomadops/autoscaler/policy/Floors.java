package nomadops.autoscaler.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.policy.pack.Packing;
import nomadops.autoscaler.policy.pool.Bounds.Bound;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;

/// Why a pool is to be at least so large although nothing waits: what will be needed soon, what may
/// come any moment, what cannot be seen.
final class Floors {
  private Floors() {}

  /// The facts with every such floor in them.
  static PoolFacts raised(
      PoolTerms terms, PoolState state, PoolFacts facts, Fleet fleet, Instant now) {
    PoolFacts raised = facts;
    List<Optional<Bound>> floors =
        List.of(
            blind(terms, facts, now),
            season(terms, state, facts, now),
            headroom(terms, facts, fleet));
    for (Optional<Bound> floor : floors) {
      if (floor.isPresent()) {
        raised = raised.atLeast(floor.get());
      }
    }
    return raised;
  }

  private static Optional<Bound> blind(PoolTerms terms, PoolFacts facts, Instant now) {
    if (terms.size().blind() == 0) {
      return Optional.empty();
    }
    return Doubt.unseen(terms, facts, now).stream()
        .findFirst()
        .map(why -> new Bound(terms.size().blind(), "blind-min, as " + why));
  }

  /// Machines that are needed then are asked for a boot lag before.
  private static Optional<Bound> season(
      PoolTerms terms, PoolState state, PoolFacts facts, Instant now) {
    Duration ahead = facts.bootLag(terms);
    return state
        .seasons()
        .flatMap(seasons ->
            seasons
                .expected(now, ahead)
                .map(expected ->
                    new Bound(
                        expected.nodes(),
                        "foresee %s: needed at %s the last two times"
                            .formatted(seasons.season().word(), expected.from()))));
  }

  private static Optional<Bound> headroom(PoolTerms terms, PoolFacts facts, Fleet fleet) {
    double deviations = terms.size().headroom();
    if (deviations <= 0 || facts.template().isEmpty()) {
      return Optional.empty();
    }
    Load load = Load.of(fleet, facts.template().get());
    int nodes = (int) Math.ceil(load.mean() + deviations * load.deviation() - 1e-9);
    return nodes > 0
        ? Optional.of(
            new Bound(
                nodes, "headroom %s: %.1f nodes of work run".formatted(deviations, load.mean())))
        : Optional.empty();
  }

  /// What runs, as a sample of what usually runs at a time. Work that comes by chance and runs
  /// independently of other work has a Poisson number of allocations at a time; if they take parts
  /// of a node of different size, the variance of the sum is the sum of the squares of these parts.
  /// Free capacity of a few deviations lets nearly all work start at once: it grows with the square
  /// root of the pool (square-root staffing; Halfin and Whitt, 1981).
  ///
  /// @param mean in empty nodes
  /// @param deviation in empty nodes
  record Load(double mean, double deviation) {
    static Load of(Fleet fleet, Template template) {
      List<PoolNode> nodes = new ArrayList<>(fleet.active());
      fleet.ours().forEach(closed -> nodes.add(closed.node()));
      double mean = 0;
      double variance = 0;
      for (PoolNode node : nodes) {
        if (!node.empty()) {
          double share = Packing.share(node.used(), template.empty());
          mean += share;
          variance += share * share / node.allocations();
        }
      }
      return new Load(mean, Math.sqrt(variance));
    }
  }
}
