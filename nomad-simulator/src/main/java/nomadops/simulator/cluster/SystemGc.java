package nomadops.simulator.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nomadops.simulator.journal.Effect;
import nomadops.simulator.journal.Journal;
import nomadops.simulator.json.Json;
import nomadops.simulator.raft.Afterwards;
import nomadops.simulator.raft.NoLeader;
import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.DeploymentRow;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.State;
import nomadops.simulator.state.StateStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The built-in GC as `PUT /v1/system/gc` forces it: whatever is eligible goes, whatever its age,
/// in a few huge Raft entries that hold everything else up. It returns at once and works on.
public final class SystemGc {
  private static final int JOBS_PER_ENTRY = 2_048;
  private static final int ROWS_PER_ENTRY = 7_281;
  private final StateStore store;
  private final RaftLane lane;
  private final Afterwards afterwards;
  private final Journal journal;

  public SystemGc(StateStore store, RaftLane lane, Afterwards afterwards, Journal journal) {
    this.store = store;
    this.lane = lane;
    this.afterwards = afterwards;
    this.journal = journal;
  }

  public void force() {
    if (!lane.hasLeader()) {
      throw new NoLeader();
    }
    State state = store.current();
    List<JobRow> jobs = State.values(state.jobs()).filter(job -> eligible(state, job)).toList();
    Set<String> evals = new LinkedHashSet<>();
    Set<String> allocs = new LinkedHashSet<>();
    for (JobRow job : jobs) {
      state.evalsOf(job.key()).map(EvalRow::id).forEach(evals::add);
      state.allocsOf(job.key()).map(AllocRow::id).forEach(allocs::add);
    }
    orphans(state, evals, allocs);
    ofTheLiving(state, evals, allocs);
    batches(List.copyOf(evals), ROWS_PER_ENTRY, batch -> reapEvals(batch, List.of()));
    batches(List.copyOf(allocs), ROWS_PER_ENTRY, batch -> reapEvals(List.of(), batch));
    batches(jobs, JOBS_PER_ENTRY, this::reapJobs);
    lane.submit(Duration.ZERO, this::deploymentsAndNodes);
    afterwards.drain();
  }

  static boolean eligible(State state, JobRow job) {
    boolean collectable = job.stop() || job.type().equals("batch") || job.type().equals("sysbatch");
    return job.dead()
        && collectable
        && !job.tagged()
        && state.evalsOf(job.key()).allMatch(EvalRow::terminal)
        && state.allocsOf(job.key()).allMatch(AllocRow::terminal);
  }

  /// Evaluations and allocations whose job is gone.
  private static void orphans(State state, Set<String> evals, Set<String> allocs) {
    State.values(state.evals())
        .filter(e -> e.terminal() && state.jobs().get(e.jobKey()) == null)
        .filter(e -> state.allocsOf(e.jobKey()).allMatch(AllocRow::clientTerminal))
        .forEach(e -> {
          evals.add(e.id());
          state.allocsOf(e.jobKey()).map(AllocRow::id).forEach(allocs::add);
        });
  }

  /// What has ended of service and system jobs that live on (`gcEval` and `allocGCEligible` in
  /// Nomad's `nomad/core_sched.go`); what a batch job ran is kept as long as the job is.
  private static void ofTheLiving(State state, Set<String> evals, Set<String> allocs) {
    for (JobRow job : State.values(state.jobs()).toList()) {
      if (job.type().equals("batch") || job.type().equals("sysbatch") || eligible(state, job)) {
        continue;
      }
      Set<String> held = new HashSet<>();
      state
          .allocsOf(job.key())
          .forEach(alloc -> {
            if (collectable(job, alloc)) {
              allocs.add(alloc.id());
            } else {
              held.add(alloc.evalId());
            }
          });
      state
          .evalsOf(job.key())
          .filter(eval -> eval.terminal() && !held.contains(eval.id()))
          .map(EvalRow::id)
          .forEach(evals::add);
    }
  }

  private static boolean collectable(JobRow job, AllocRow alloc) {
    if (!alloc.terminal() || alloc.clientStatus().equals("running")) {
      return false;
    }
    if (job.stop()
        || job.dead()
        || alloc.desiredStatus().equals("stop")
        || !alloc.clientStatus().equals("failed")
        || !alloc.nextAllocation().isEmpty()) {
      return true;
    }
    for (JsonNode group : job.spec().path("TaskGroups")) {
      if (Json.text(group.path("Name")).equals(alloc.group())) {
        JsonNode policy = group.path("ReschedulePolicy");
        return !policy.path("Unlimited").asBoolean(false) && policy.path("Attempts").asInt(0) == 0;
      }
    }
    return true;
  }

  private interface Reap<T> {
    void reap(List<T> batch);
  }

  private <T> void batches(List<T> all, int size, Reap<T> reap) {
    for (int from = 0; from < all.size(); from += size) {
      List<T> batch = all.subList(from, Math.min(all.size(), from + size));
      Duration service = lane.cost().gcPerObject().multipliedBy(batch.size());
      lane.submit(service, () -> reap.reap(batch));
    }
  }

  private void reapEvals(List<String> evals, List<String> allocs) {
    store.<@Nullable Void>apply(
        "",
        txn -> {
          for (String id : evals) {
            EvalRow row = txn.state().evals().get(id);
            if (row != null) {
              txn.deleteEval(row);
            }
          }
          for (String id : allocs) {
            AllocRow row = txn.state().allocs().get(id);
            if (row != null) {
              txn.deleteAlloc(row);
            }
          }
          return null;
        });
  }

  private void reapJobs(List<JobRow> jobs) {
    store.<@Nullable Void>apply(
        "JobBatchDeregistered",
        txn -> {
          for (JobRow job : jobs) {
            JobRow current = txn.state().jobs().get(job.key());
            if (current != null && current.jobModifyIndex() == job.jobModifyIndex()) {
              JobDeletion.delete(txn, current);
              journal.add(
                  new Effect.Collected(
                      txn.index(), current.namespace(), current.id(), current.jobModifyIndex()));
            }
          }
          return null;
        });
  }

  /// What they wait for is gone by now: allocations, whose deployment and node are looked at.
  private void deploymentsAndNodes() {
    State state = store.current();
    Set<String> deploying = new HashSet<>();
    State.values(state.allocs())
        .filter(alloc -> !alloc.terminal() && !alloc.deploymentId().isEmpty())
        .forEach(alloc -> deploying.add(alloc.deploymentId()));
    List<DeploymentRow> ended =
        State.values(state.deployments())
            .filter(row -> row.terminal() && !deploying.contains(row.id()))
            .toList();
    batches(ended, ROWS_PER_ENTRY, this::reapDeployments);
    List<NodeRow> down =
        State.values(state.nodes())
            .filter(node -> node.status().equals("down"))
            .filter(node -> state.allocsOn(node.id()).allMatch(AllocRow::terminal))
            .toList();
    batches(down, ROWS_PER_ENTRY, this::reapNodes);
  }

  /// Without an event, as [#reapEvals] and [#reapNodes]: `MsgTypeEvents` in Nomad's
  /// `nomad/state/events.go` does not name these entries (1.0 to 2.0.5).
  private void reapDeployments(List<DeploymentRow> rows) {
    store.<@Nullable Void>apply(
        "",
        txn -> {
          rows.forEach(txn::deleteDeployment);
          return null;
        });
  }

  private void reapNodes(List<NodeRow> nodes) {
    store.<@Nullable Void>apply(
        "",
        txn -> {
          nodes.forEach(txn::deleteNode);
          return null;
        });
  }
}
