package nomadops.autoscaler.usual;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import nomadops.autoscaler.strategy.NodeState;
import nomadops.autoscaler.strategy.PoolView;
import nomadops.autoscaler.strategy.Strategy;
import nomadops.autoscaler.strategy.Wish;

/// A cluster policy as the Nomad Autoscaler 0.5 carries it out: at each evaluation every check has
/// its say; up goes before nothing, nothing before down, and of the same direction the greatest
/// count. The count is kept within min and max. A scale-in drains the chosen nodes, with a deadline
/// after which batch work is killed, and terminates them; while a node drains nothing is evaluated,
/// neither in nor out (hashicorp/nomad-autoscaler issue 672). After each action the policy cools
/// down. Source: its documentation of policies, and policy/handler.go and
/// sdk/helper/scaleutils/cluster.go as they were in July 2026.
///
/// Kinder than the original: launches that fail are asked for again at the next evaluation, and no
/// action is ever aborted half-way.
final class ScalingPolicy implements Strategy {
  private final Terms terms;
  private final List<Check> checks;
  private long nextEvaluation;
  private long coolUntil;
  private boolean wasDraining;

  /// What is beside the checks in a policy.
  ///
  /// @param evaluationMillis `evaluation_interval`, 10 s
  /// @param cooldownMillis `cooldown`, 5 min
  /// @param drainMillis `node_drain_deadline`, 15 min
  record Terms(
      int min,
      int max,
      long evaluationMillis,
      long cooldownMillis,
      long drainMillis,
      NodeSelector selector) {}

  ScalingPolicy(Terms terms, List<Check> checks) {
    this.terms = terms;
    this.checks = List.copyOf(checks);
  }

  @Override
  public Wish decide(PoolView pool) {
    long now = pool.now();
    checks.forEach(check -> check.observe(pool));
    boolean draining = has(pool, NodeState.DRAINING);
    if (wasDraining && !draining) {
      // The action took until its last node was gone.
      coolUntil = now + terms.cooldownMillis();
    }
    wasDraining = draining;
    if (draining || now < coolUntil || now < nextEvaluation) {
      return Wish.NONE;
    }
    nextEvaluation = now + terms.evaluationMillis();
    int count = pool.nodes();
    int wanted = Math.clamp(winner(pool, count), terms.min(), terms.max());
    if (wanted > count) {
      coolUntil = now + terms.cooldownMillis();
      return Wish.launch(wanted - count);
    }
    List<Integer> chosen =
        wanted < count ? terms.selector().choose(pool, count - wanted) : List.of();
    if (chosen.isEmpty()) {
      return Wish.NONE;
    }
    wasDraining = true;
    return Wish.drain(chosen, terms.drainMillis());
  }

  private int winner(PoolView pool, int count) {
    List<Integer> says = new ArrayList<>();
    for (Check check : checks) {
      OptionalInt one = check.count(pool, count);
      says.add(one.orElse(count));
    }
    // Up before none before down, and the greatest of a direction: that is the greatest of all.
    return says.stream().mapToInt(Integer::intValue).max().orElse(count);
  }

  private static boolean has(PoolView pool, NodeState state) {
    for (int i = 0; i < pool.nodes(); i++) {
      if (pool.state(i) == state) {
        return true;
      }
    }
    return false;
  }
}
