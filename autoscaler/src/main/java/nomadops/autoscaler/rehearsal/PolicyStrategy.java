package nomadops.autoscaler.rehearsal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import nomadops.autoscaler.policy.PoolPlan;
import nomadops.autoscaler.policy.PoolStep;
import nomadops.autoscaler.policy.pool.Move;
import nomadops.autoscaler.policy.pool.PoolState;
import nomadops.autoscaler.policy.pool.PoolTerms;
import nomadops.autoscaler.strategy.Contender;
import nomadops.autoscaler.strategy.PoolView;
import nomadops.autoscaler.strategy.Strategy;
import nomadops.autoscaler.strategy.Wish;

/// Our policy, as it runs beside a real Nomad: the same terms, the same facts, the same moves. A
/// machine is a node of the simulation, and its group never says no by itself; failed launches show
/// as launches that do not come.
public final class PolicyStrategy implements Strategy {
  private final PoolTerms terms;
  private final ViewFacts facts = new ViewFacts();
  private PoolState state;

  public PolicyStrategy(PoolTerms terms) {
    this.terms = terms;
    this.state = PoolState.first(terms, Instant.EPOCH);
  }

  /// Takes part in a comparison.
  public static Contender contender(String name, PoolTerms terms) {
    return new Contender(
        name,
        "nomad-ops: packs the queue on node sizes, keeps the wait of "
            + terms.waits().maxWait().toSeconds()
            + " s, closes what is not needed and ends only what is empty",
        () -> new PolicyStrategy(terms));
  }

  @Override
  public Wish decide(PoolView pool) {
    Instant now = Instant.ofEpochMilli(pool.now());
    PoolStep step = PoolPlan.step(terms, state, facts.of(pool, terms, now), now);
    state = step.next();
    if (step.moves().isEmpty()) {
      return Wish.NONE;
    }
    int launch = 0;
    List<Integer> cordon = new ArrayList<>();
    List<Integer> uncordon = new ArrayList<>();
    List<Integer> terminate = new ArrayList<>();
    for (Move move : step.moves()) {
      switch (move) {
        case Move.Launch(String _, int from, int to, String _) -> launch += to - from;
        case Move.Cordon cordoned -> add(cordon, facts.place(cordoned.node()));
        case Move.Uncordon opened -> add(uncordon, facts.place(opened.node()));
        case Move.End ended -> add(terminate, facts.place(ended.node()));
        case Move.Withdraw _, Move.Replace _, Move.Purge _, Move.Forget _ -> {}
      }
      state = state.after(move, now);
    }
    return new Wish(launch, cordon, uncordon, terminate, List.of(), 0);
  }

  private static void add(List<Integer> nodes, int node) {
    if (node >= 0) {
      nodes.add(node);
    }
  }
}
