package nomadops.autoscaler.usual;

import nomadops.autoscaler.strategy.NodeState;
import nomadops.autoscaler.strategy.PoolView;

/// The nomad-apm source's `percentage-allocated_cpu` and `_memory`: of the nodes that are ready,
/// what is allocated, in percent (plugins/builtin/apm/nomad/plugin/node.go). It fails without a
/// node, which is why it cannot scale from zero.
enum Allocated {
  CPU,
  MEMORY;

  /// NaN without a node.
  double percent(PoolView pool) {
    double all = 0;
    double free = 0;
    for (int i = 0; i < pool.nodes(); i++) {
      if (pool.state(i) == NodeState.READY) {
        all += this == CPU ? pool.size().cpu() : pool.size().memoryMb();
        free += this == CPU ? pool.freeCpu(i) : pool.freeMemoryMb(i);
      }
    }
    return all == 0 ? Double.NaN : (all - free) * 100 / all;
  }
}
