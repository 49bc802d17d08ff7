package nomadops.autoscaler.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nomadops.autoscaler.policy.Fleet.Closed;
import nomadops.autoscaler.policy.pool.Account.Clamp;
import nomadops.autoscaler.policy.pool.Bounds.Bound;
import nomadops.autoscaler.policy.pool.PoolFacts;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;

/// Keeps a wish within its limits, and tells each limit that changed it.
final class Sizing {
  private final PoolTerms terms;
  private final PoolState state;
  private final PoolFacts facts;
  private final Fleet fleet;
  private final List<Clamp> clamps = new ArrayList<>();

  /// What may be done.
  record Sized(List<Closed> open, int launch, List<Clamp> clamps) {
    static Sized nothing() {
      return new Sized(List.of(), 0, List.of());
    }
  }

  Sizing(PoolTerms terms, PoolState state, PoolFacts facts, Fleet fleet) {
    this.terms = terms;
    this.state = state;
    this.facts = facts;
    this.fleet = fleet;
  }

  /// The least size now.
  static int floor(PoolTerms terms, PoolFacts facts) {
    int asked = facts.bounds().floor().map(Bound::nodes).orElse(0);
    return Math.min(terms.size().max(), Math.max(terms.size().min(), asked));
  }

  /// The greatest size now.
  static int ceiling(PoolTerms terms, PoolFacts facts) {
    int asked = facts.bounds().ceiling().map(Bound::nodes).orElse(Integer.MAX_VALUE);
    return Math.max(terms.size().min(), Math.min(terms.size().max(), asked));
  }

  /// @param toOpen nodes that we closed and that work is to have
  /// @param wanted new nodes for work
  /// @param spare new nodes to be kept ready
  Sized size(List<Closed> toOpen, int wanted, int spare) {
    List<Closed> open = new ArrayList<>(toOpen);
    List<Closed> shut = new ArrayList<>(fleet.ours());
    shut.removeAll(toOpen);
    int launch = wanted;
    for (int missing = spare; missing > 0 && !shut.isEmpty(); missing--) {
      open.add(shut.removeFirst());
      spare--;
    }
    launch = clamp("launch", launch, launch + spare, () -> "spare " + terms.size().spare());
    launch = atLeast(open, shut, launch);
    launch = atMost(launch);
    return new Sized(open, launch, clamps);
  }

  private int atLeast(List<Closed> open, List<Closed> shut, int launch) {
    int floor = floor(terms, facts);
    int missing = floor - (fleet.size() - shut.size() + launch);
    while (missing > 0 && !shut.isEmpty()) {
      open.add(shut.removeFirst());
      missing--;
    }
    return clamp(
        "launch",
        launch,
        launch + Math.max(0, missing),
        () -> "at least " + floor + " (" + floorSource() + ")");
  }

  private int atMost(int launch) {
    int ceiling = ceiling(terms, facts);
    int n =
        clamp(
            "launch",
            launch,
            Math.min(launch, Math.max(0, ceiling - fleet.size())),
            () -> "at most " + ceiling + " (" + ceilingSource() + "), and it has " + fleet.size());
    n =
        clamp(
            "launch",
            n,
            Math.min(n, Math.max(0, facts.room())),
            () -> "the cap on all pools leaves room for " + Math.max(0, facts.room()));
    return clamp(
        "launch",
        n,
        Math.min(n, state.launches().whole()),
        () -> "at most " + terms.budgets().launchesPerMinute() + " launches a minute");
  }

  private String floorSource() {
    Optional<Bound> asked =
        facts.bounds().floor().filter(bound -> bound.nodes() > terms.size().min());
    return asked.map(Bound::source).orElse("min");
  }

  private String ceilingSource() {
    Optional<Bound> asked =
        facts.bounds().ceiling().filter(bound -> bound.nodes() < terms.size().max());
    return asked.map(Bound::source).orElse("max");
  }

  private int clamp(String what, int before, int after, Supplier<String> reason) {
    if (after != before) {
      clamps.add(new Clamp(what, before, after, reason.get()));
    }
    return after;
  }
}
