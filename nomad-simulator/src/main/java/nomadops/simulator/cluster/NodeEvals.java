package nomadops.simulator.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nomadops.simulator.feasible.JobNeeds;
import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.sched.JobStatus;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.State;
import nomadops.simulator.state.StateStore;
import nomadops.simulator.state.Txn;
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

  /// Evaluates every job with something on the node, and every system job that is for it; null when
  /// there is none. Which those are is `createNodeEvals` in Nomad's `nomad/node_endpoint.go`
  /// (2.0.5): never sysbatch jobs.
  @Nullable List<String> of(String nodeId) {
    Map<String, JobRow> jobs = affected(nodeId);
    if (jobs.isEmpty()) {
      return null;
    }
    List<String> evalIds = new ArrayList<>();
    lane.<@Nullable Void>write("EvaluationUpdated", txn -> evaluate(txn, nodeId, jobs, evalIds));
    return evalIds;
  }

  /// The same without service time and without waiting for a leader.
  void atOnce(String nodeId) {
    Map<String, JobRow> jobs = affected(nodeId);
    if (!jobs.isEmpty()) {
      store.<@Nullable Void>apply(
          "EvaluationUpdated", txn -> evaluate(txn, nodeId, jobs, new ArrayList<>()));
    }
  }

  private Map<String, JobRow> affected(String nodeId) {
    State state = store.current();
    NodeRow node = state.nodes().get(nodeId);
    Map<String, JobRow> jobs = new LinkedHashMap<>();
    state
        .allocsOn(nodeId)
        .filter(NodeEvals::matters)
        .map(AllocRow::job)
        .forEach(job -> jobs.put(job.key(), job));
    State.values(state.jobs())
        .filter(job -> job.type().equals("system") && !job.stop())
        .filter(job -> node == null || new JobNeeds(job).wants(node))
        .forEach(job -> jobs.put(job.key(), job));
    return jobs;
  }

  private static boolean matters(AllocRow alloc) {
    return switch (alloc.job().type()) {
      case "service" -> !(alloc.clientTerminal() && alloc.desiredStatus().equals("stop"));
      case "batch" -> !alloc.clientTerminal();
      default -> false;
    };
  }

  private @Nullable Void evaluate(
      Txn txn, String nodeId, Map<String, JobRow> jobs, List<String> evalIds) {
    for (JobRow job : jobs.values()) {
      String evalId = ids.get();
      evalIds.add(evalId);
      EvalRow eval =
          EvalRow.pending(
              evalId,
              job.namespace(),
              job.priority(),
              job.type(),
              "node-update",
              job.id(),
              txn.now());
      txn.putEval(eval.withNode(nodeId).createdAt(txn.index(), 0));
      JobStatus.refresh(txn, job.namespace(), job.id(), true);
    }
    return null;
  }
}
