package nomadops.autoscaler.usual;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import nomadops.autoscaler.strategy.NodeState;
import nomadops.autoscaler.strategy.PoolView;

/// Which nodes a scale-in takes, as the Nomad Autoscaler's `node_selector_strategy` does
/// (sdk/helper/scaleutils/nodeselector). Only nodes that are there: launching ones are never
/// chosen.
enum NodeSelector {
  /// Its default: the least of CPU and memory allocated, on the mean of both and rounded up to a
  /// percent; busy ones, too.
  LEAST_BUSY {
    @Override
    List<Integer> choose(PoolView pool, int most) {
      List<Integer> there = there(pool);
      there.sort(
          Comparator.<Integer>comparingDouble(i -> percent(pool, i)).thenComparingInt(pool::id));
      return there.subList(0, Math.min(most, there.size()));
    }
  },
  /// Those without an allocation, and so fewer than asked for, or none.
  EMPTY {
    @Override
    List<Integer> choose(PoolView pool, int most) {
      List<Integer> there = there(pool);
      there.removeIf(i -> pool.allocations(i) > 0);
      there.sort(Comparator.comparingInt(pool::id));
      return there.subList(0, Math.min(most, there.size()));
    }
  };

  /// Indices, at most so many.
  abstract List<Integer> choose(PoolView pool, int most);

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<Integer> there(PoolView pool) {
    List<Integer> there = new ArrayList<>();
    for (int i = 0; i < pool.nodes(); i++) {
      if (pool.state(i) == NodeState.READY) {
        there.add(i);
      }
    }
    return there;
  }

  private static double percent(PoolView pool, int node) {
    double cpu = 1 - (double) pool.freeCpu(node) / pool.size().cpu();
    double memory = 1 - (double) pool.freeMemoryMb(node) / pool.size().memoryMb();
    return Math.ceil((cpu + memory) / 2 * 100);
  }
}
