package nomadops.simulator.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.sched.JobStatus;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.State;
import nomadops.simulator.state.StateStore;
import org.jspecify.annotations.Nullable;

/// The evaluations that follow when a node changes.
final class NodeEvals {
  private final StateStore store;
  private final RaftLane lane;
  private final Ids ids;

  NodeEvals(StateStore store, RaftLane lane, Ids ids) {
    this.store = store;
    this.lane = lane;
    this.ids = ids;
  }

  /// Evaluates every job with something on the node, and every system job; null when there is none.
  @Nullable List<String> of(String nodeId) {
    State state = store.current();
    Map<String, JobRow> jobs = new LinkedHashMap<>();
    state
        .allocsOn(nodeId)
        .filter(a -> !a.terminal())
        .map(AllocRow::job)
        .forEach(job -> jobs.put(job.key(), job));
    State.values(state.jobs())
        .filter(
            job -> (job.type().equals("system") || job.type().equals("sysbatch")) && !job.dead())
        .forEach(job -> jobs.put(job.key(), job));
    if (jobs.isEmpty()) {
      return null;
    }
    List<String> evalIds = new ArrayList<>();
    lane.<@Nullable Void>write(
        "EvaluationUpdated",
        txn -> {
          for (JobRow job : jobs.values()) {
            String evalId = ids.get();
            evalIds.add(evalId);
            txn.putEval(
                EvalRow.pending(
                        evalId,
                        job.namespace(),
                        job.priority(),
                        job.type(),
                        "node-update",
                        job.id(),
                        txn.now())
                    .withNode(nodeId)
                    .createdAt(txn.index(), 0));
            JobStatus.refresh(txn, job.namespace(), job.id(), true);
          }
          return null;
        });
    return evalIds;
  }
}
