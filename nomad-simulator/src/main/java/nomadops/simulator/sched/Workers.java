package nomadops.simulator.sched;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.raft.Afterwards;
import nomadops.simulator.raft.CostModel;
import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.Change;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.State;
import nomadops.simulator.state.StateStore;
import org.jspecify.annotations.Nullable;

/// The scheduler workers. Each takes one evaluation at a time from the broker, thinks, and passes
/// the Raft lane twice: once with its plan, once with the finished evaluation. They follow the
/// state by listening to commits.
public final class Workers {
  private final SimClock clock;
  private final StateStore store;
  private final RaftLane lane;
  private final Afterwards afterwards;
  private final EvalBroker broker;
  private final BlockedEvals blocked = new BlockedEvals();
  private final Capacity capacity = new Capacity();
  private final PlanApplier applier;
  private final Supplier<String> ids;
  private int idle;

  public Workers(
      int count,
      SimClock clock,
      StateStore store,
      RaftLane lane,
      Afterwards afterwards,
      EvalBroker broker,
      Supplier<String> ids) {
    this.idle = count;
    this.clock = clock;
    this.store = store;
    this.lane = lane;
    this.afterwards = afterwards;
    this.broker = broker;
    this.ids = ids;
    this.applier = new PlanApplier(ids);
  }

  public BlockedEvals blocked() {
    return blocked;
  }

  /// Stops or starts scheduling, as pausing the eval broker and losing the leader do. What is
  /// pending in state is queued again at the start.
  public void enable(boolean on) {
    broker.enable(on);
    blocked.clear();
    if (on) {
      for (EvalRow eval :
          State.values(store.current().evals()).filter(e -> !e.terminal()).toList()) {
        enter(eval);
      }
      afterwards.post(this::work);
      afterwards.drain();
    }
  }

  public void follow(Change.Commit commit) {
    Set<String> freed = new HashSet<>();
    for (Change change : commit.changes()) {
      switch (change) {
        case Change.Eval(int _, EvalRow row) -> enter(row);
        case Change.Alloc(int _, AllocRow row) -> {
          if (capacity.note(row) && !row.clientStatus().equals("lost")) {
            freed(commit.state(), row.nodeId(), freed);
          }
        }
        case Change.Node(int _, NodeRow row) -> {
          if (row.ready() && row.modifyIndex() == commit.index()) {
            freed.add(row.computedClass());
          }
        }
        case Change.Job(int _, var row, boolean deleted) -> {
          if (deleted) {
            blocked.untrack(row.key());
            capacity.release(row.key()).forEach(nodeId -> freed(commit.state(), nodeId, freed));
          }
        }
        case Change.Deployment _ -> {}
      }
    }
    if (!freed.isEmpty() && broker.enabled()) {
      blocked.unblock(freed, commit.index()).forEach(broker::enqueue);
    }
    afterwards.post(this::work);
  }

  private static void freed(State state, String nodeId, Set<String> classes) {
    NodeRow node = state.nodes().get(nodeId);
    if (node != null) {
      classes.add(node.computedClass());
    }
  }

  private void enter(EvalRow eval) {
    if (eval.status().equals("pending")) {
      broker.enqueue(eval);
    } else if (eval.status().equals("blocked") && broker.enabled()) {
      park(eval);
    } else if (eval.status().equals("complete")
        && (eval.details() == null || !eval.details().has("FailedTGAllocs"))) {
      blocked.untrack(eval.jobKey());
    }
  }

  private void park(EvalRow eval) {
    if (!blocked.block(eval)) {
      broker.enqueue(eval);
    }
  }

  private void work() {
    for (EvalRow eval = take(); eval != null; eval = take()) {
      EvalRow mine = eval;
      CostModel cost = lane.cost();
      if (cost.isFree()) {
        plan(mine);
      } else {
        clock.after(cost.schedule(), () -> lane.submit(cost.workerPass(), () -> plan(mine)));
      }
    }
  }

  private synchronized @Nullable EvalRow take() {
    EvalRow eval = idle > 0 ? broker.dequeue() : null;
    if (eval != null) {
      idle--;
    }
    return eval;
  }

  private void plan(EvalRow eval) {
    State snapshot = store.current();
    Plan plan = Reconciler.plan(snapshot, eval, capacity, ids, clock.unixNanos());
    String blockedEval = reblocks(eval) ? "" : block(eval, plan, snapshot);
    JobRow job = snapshot.job(eval.namespace(), eval.jobId());
    if (!plan.isEmpty() || (job != null && Deployments.completes(snapshot, job))) {
      store.<@Nullable Void>apply(
          "PlanResult",
          txn -> {
            applier.apply(txn, eval, plan);
            return null;
          });
    }
    lane.submit(lane.cost().workerPass(), () -> finish(eval, plan, blockedEval, snapshot.index()));
  }

  /// Whether the evaluation itself goes on waiting; one of a system job makes a new one.
  private static boolean reblocks(EvalRow eval) {
    return eval.status().equals("blocked") && !eval.type().startsWith("sys");
  }

  /// Creates the evaluation that waits for capacity; an older one of the same job is canceled.
  private String block(EvalRow eval, Plan plan, State snapshot) {
    Plan.Failures failures = plan.failures();
    if (failures == null) {
      return "";
    }
    String id = ids.get();
    long now = clock.unixNanos();
    List<EvalRow> older =
        snapshot.evalsOf(eval.jobKey()).filter(e -> e.status().equals("blocked")).toList();
    EvalRow waiting =
        eval.withBlocked("", snapshot.index())
            .blocked(id, now, failures.details())
            .withNode(failures.nodeId());
    update(List.of(waiting), true);
    if (!older.isEmpty()) {
      update(
          older.stream()
              .map(e ->
                  cancel(e, "existing blocked evaluation exists for job \"" + e.jobId() + "\""))
              .toList(),
          false);
    }
    return id;
  }

  private void finish(EvalRow eval, Plan plan, String blockedEval, long snapshotIndex) {
    Plan.Failures failures = plan.failures();
    boolean goesOn = reblocks(eval) && failures != null;
    if (!goesOn) {
      store.<@Nullable Void>apply(
          "EvaluationUpdated",
          txn -> {
            applier.finish(txn, eval, plan, blockedEval, snapshotIndex);
            return null;
          });
    }
    List<EvalRow> superseded = broker.ack(eval);
    if (goesOn && failures != null) {
      reblock(eval.id(), failures, snapshotIndex);
    }
    if (!superseded.isEmpty()) {
      update(
          superseded.stream()
              .map(e -> cancel(e, "canceled after more recent eval was processed"))
              .toList(),
          false);
    }
    synchronized (this) {
      idle++;
    }
    afterwards.post(this::work);
  }

  /// The evaluation waits on; nothing is written, and what state says about its failures gets old
  /// (nomad#1208, `worker.go` ReblockEval).
  private void reblock(String evalId, Plan.Failures failures, long snapshotIndex) {
    EvalRow current = store.current().evals().get(evalId);
    if (current != null && current.status().equals("blocked") && broker.enabled()) {
      park(current.waiting(snapshotIndex, failures.classes()));
    }
  }

  private EvalRow cancel(EvalRow eval, String why) {
    return eval.ended("canceled", why, 0, clock.unixNanos(), eval.details());
  }

  private void update(List<EvalRow> rows, boolean create) {
    store.<@Nullable Void>apply(
        "EvaluationUpdated",
        txn -> {
          for (EvalRow row : rows) {
            boolean known = txn.state().evals().get(row.id()) != null;
            if (create || known) {
              txn.putEval(
                  create
                      ? row.createdAt(txn.index(), row.jobModifyIndex())
                      : row.touched(txn.index()));
              JobStatus.refresh(txn, row.namespace(), row.jobId(), true);
            }
          }
          return null;
        });
  }
}
