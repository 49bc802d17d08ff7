package nomadops.simulator.cluster;

import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.sched.JobStatus;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.Migration;

/// Stops single allocations: they are told to migrate, and their job is evaluated. A terminal one
/// is told, too, and evaluated for nothing (2.0.5).
public final class AllocStops {
  private final RaftLane lane;
  private final Ids ids;

  public AllocStops(RaftLane lane, Ids ids) {
    this.lane = lane;
    this.ids = ids;
  }

  /// What a stop answers.
  public record Written(String evalId, long index) {}

  public Written stop(AllocRow alloc) {
    return lane.write(
        "AllocationUpdateDesiredStatus",
        txn -> {
          AllocRow current = txn.state().allocs().get(alloc.id());
          if (current != null) {
            Migration before = current.migrate();
            Migration now = before == null ? Migration.STOP : before.andStopped();
            txn.putAlloc(current.migrating(now, txn.index(), txn.now()));
          }
          JobRow job = alloc.job();
          String evalId = ids.get();
          EvalRow eval =
              EvalRow.pending(
                  evalId,
                  job.namespace(),
                  job.priority(),
                  job.type(),
                  "alloc-stop",
                  job.id(),
                  txn.now());
          txn.putEval(eval.createdAt(txn.index(), job.modifyIndex()));
          JobStatus.refresh(txn, job.namespace(), job.id(), true);
          return new Written(evalId, txn.index());
        });
  }
}
