package nomadops.autoscaler.usual;

import nomadops.autoscaler.strategy.PoolView;
import nomadops.autoscaler.strategy.Strategy;
import nomadops.autoscaler.strategy.Wish;

/// So many nodes, always: what is had without an autoscaler. Replaces launches that failed.
final class FixedSize implements Strategy {
  private final int nodes;

  FixedSize(int nodes) {
    this.nodes = nodes;
  }

  @Override
  public Wish decide(PoolView pool) {
    return nodes > pool.nodes() ? Wish.launch(nodes - pool.nodes()) : Wish.NONE;
  }
}
