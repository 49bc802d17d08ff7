package nomadops.simulator.cluster;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import nomadops.simulator.clock.SimClock;
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
///
/// Nomad takes the jobs of an entry all or none, by their ids alone: when somebody has purged one
/// of them since they were listed, the entry fails, and those after it are not written
/// (`applyBatchDeregisterJob` in `nomad/fsm.go` and `jobReap` in `nomad/core_sched.go`, 2.0.5).
public final class SystemGc {
  private static final int JOBS_PER_ENTRY = 2_048;
  private static final int ROWS_PER_ENTRY = 7_281;
  private final SimClock clock;
  private final StateStore store;
  private final RaftLane lane;
  private final Afterwards afterwards;
  private final Journal journal;

  public SystemGc(
      SimClock clock, StateStore store, RaftLane lane, Afterwards afterwards, Journal journal) {
    this.clock = clock;
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
    long rows = (long) jobs.size() + evals.size() + allocs.size();
    afterReading(rows, () -> reap(jobs, List.copyOf(evals), List.copyOf(allocs)));
  }

  /// Meanwhile others write.
  private void afterReading(long rows, Runnable reap) {
    if (lane.cost().isFree()) {
      reap.run();
    } else {
      clock.after(lane.cost().listPerRow().multipliedBy(rows), reap);
    }
  }

  private void reap(List<JobRow> jobs, List<String> evals, List<String> allocs) {
    batches(evals, ROWS_PER_ENTRY, batch -> reapEvals(batch, List.of()));
    batches(allocs, ROWS_PER_ENTRY, batch -> reapEvals(List.of(), batch));
    AtomicBoolean failed = new AtomicBoolean();
    batches(jobs, JOBS_PER_ENTRY, batch -> reapJobs(batch, failed));
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

  private void reapJobs(List<JobRow> jobs, AtomicBoolean failed) {
    if (failed.get() || jobs.stream().anyMatch(job -> isGone(store.current(), job))) {
      failed.set(true);
      return;
    }
    store.<@Nullable Void>apply(
        "JobBatchDeregistered",
        txn -> {
          for (JobRow job : jobs) {
            JobRow current = Objects.requireNonNull(txn.state().jobs().get(job.key()));
            JobDeletion.delete(txn, current);
            journal.add(
                new Effect.Collected(
                    txn.index(), current.namespace(), current.id(), current.jobModifyIndex()));
          }
          return null;
        });
  }

  private static boolean isGone(State state, JobRow job) {
    return state.jobs().get(job.key()) == null;
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
