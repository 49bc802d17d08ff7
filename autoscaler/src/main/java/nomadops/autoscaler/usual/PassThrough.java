package nomadops.autoscaler.usual;

import java.util.OptionalInt;
import nomadops.autoscaler.strategy.PoolView;

/// The `pass-through` strategy on the number of allocations that wait or run: HashiCorp's recipe
/// for batch work on demand (nomad-autoscaler-demos, on-demand-batch: the sum of job_summary_queued
/// and job_summary_running), which takes a node for each.
///
/// @param each allocations for a node: 1 is the recipe, more is what those do who know how many fit
record PassThrough(int each) implements Check {
  @Override
  public OptionalInt count(PoolView pool, int count) {
    long all = (long) pool.queued() + pool.running();
    return OptionalInt.of((int) Math.min(Integer.MAX_VALUE, (all + each - 1) / each));
  }
}
