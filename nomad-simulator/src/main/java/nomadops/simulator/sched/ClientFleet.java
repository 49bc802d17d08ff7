package nomadops.simulator.sched;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.json.GoDuration;
import nomadops.simulator.raft.Afterwards;
import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.Change;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.Reported;
import nomadops.simulator.state.StateStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The clients: they start what is placed on them, run it as long as its `mock_driver` says, stop
/// what the servers stop, and report. Tasks of other drivers run until they are stopped when the
/// job is a service, else end at once.
public final class ClientFleet {
  /// 128 and the number of SIGKILL.
  private static final int OOM_EXIT_CODE = 137;

  private final SimClock clock;
  private final StateStore store;
  private final RaftLane lane;
  private final Afterwards afterwards;
  private final Supplier<String> ids;
  private final Set<String> retired = ConcurrentHashMap.newKeySet();

  public ClientFleet(
      SimClock clock,
      StateStore store,
      RaftLane lane,
      Afterwards afterwards,
      Supplier<String> ids) {
    this.clock = clock;
    this.store = store;
    this.lane = lane;
    this.afterwards = afterwards;
    this.ids = ids;
  }

  public void follow(Change.Commit commit) {
    for (Change change : commit.changes()) {
      if (change instanceof Change.Alloc(int _, AllocRow row)) {
        if (row.createIndex() == commit.index() && row.clientStatus().equals("pending")) {
          later(lane.cost().clientUpdate(), () -> start(row.id()));
        } else if (row.desiredStatus().equals("stop") && !row.clientTerminal()) {
          later(lane.cost().clientUpdate(), () -> end(row.id(), 0, false));
        }
      }
    }
  }

  private void later(Duration delay, Runnable task) {
    if (delay.isZero()) {
      afterwards.post(task);
    } else {
      clock.after(delay, task);
    }
  }

  private void start(String allocId) {
    AllocRow alloc = store.current().allocs().get(allocId);
    if (alloc == null || alloc.terminal() || unreachable(alloc)) {
      return;
    }
    report(
        allocId,
        before -> before.client("running", "Tasks are running", 0, clock.unixNanos(), 0, 0, 0));
    JsonNode config = config(alloc);
    long runFor = runFor(alloc, config);
    if (runFor != Long.MAX_VALUE) {
      int exitCode = config.path("exit_code").asInt(0);
      later(Duration.ofNanos(runFor), () -> end(allocId, exitCode, false));
    }
  }

  /// The allocation's tasks end with this code, in good time or not: nothing starts them again
  /// where they are.
  public void end(String allocId, int exitCode, boolean oomKilled) {
    AllocRow alloc = store.current().allocs().get(allocId);
    if (alloc == null || alloc.clientTerminal() || unreachable(alloc)) {
      return;
    }
    boolean stopped = alloc.desiredStatus().equals("stop");
    boolean failed = exitCode != 0 && !stopped;
    String status = failed ? "failed" : "complete";
    String description = failed ? "Failed tasks" : "All tasks have completed";
    long startedAt = alloc.startedAt() == 0 ? clock.unixNanos() : alloc.startedAt();
    report(
        allocId,
        before ->
            before
                .client(status, description, exitCode, startedAt, clock.unixNanos(), 0, 0)
                .reporting(before.reported().killedForMemory(oomKilled), 0, 0));
    if (failed) {
      reschedule(alloc);
    }
  }

  /// The allocation's tasks end and are started again on the spot, as a restart policy has it.
  ///
  /// @param oomKilled they were killed for their memory
  public void restart(String allocId, boolean oomKilled) {
    AllocRow alloc = store.current().allocs().get(allocId);
    if (alloc == null || !alloc.clientStatus().equals("running") || unreachable(alloc)) {
      throw new IllegalArgumentException(
          "allocation " + allocId + " does not run, so that its tasks cannot be restarted");
    }
    Reported.Restart restart =
        new Reported.Restart(clock.unixNanos(), oomKilled ? OOM_EXIT_CODE : 1, oomKilled);
    report(allocId, before -> before.reporting(before.reported().restarting(restart), 0, 0));
  }

  /// The node's machine is gone: nothing on it reports any more, whatever the servers still think.
  public void retire(String nodeId) {
    retired.add(nodeId);
  }

  private boolean unreachable(AllocRow alloc) {
    NodeRow node = store.current().nodes().get(alloc.nodeId());
    return node == null || retired.contains(node.id()) || !node.status().equals("ready");
  }

  private void report(String allocId, java.util.function.UnaryOperator<AllocRow> change) {
    lane.submit(
        lane.cost().entry(),
        () ->
            store.<@Nullable Void>apply(
                "AllocationUpdated",
                txn -> {
                  AllocRow before = txn.state().allocs().get(allocId);
                  if (before != null && !before.clientTerminal()) {
                    AllocRow changed = change.apply(before);
                    AllocRow told =
                        before
                            .client(
                                changed.clientStatus(),
                                changed.clientDescription(),
                                changed.exitCode(),
                                changed.startedAt(),
                                changed.finishedAt(),
                                txn.index(),
                                txn.now())
                            .reporting(changed.reported(), txn.index(), txn.now());
                    AllocRow after =
                        told.clientTerminal() ? Deployments.counted(txn, told, false) : told;
                    txn.putAlloc(after);
                    Summaries.moved(txn, before, after);
                    JobStatus.refresh(txn, after.namespace(), after.job().id(), true);
                    NodeRow node = txn.state().nodes().get(after.nodeId());
                    if (node != null) {
                      txn.putNode(node);
                    }
                  }
                  return null;
                }));
    afterwards.drain();
  }

  /// A failed allocation with attempts left is evaluated anew after the policy's delay.
  private void reschedule(AllocRow alloc) {
    for (JsonNode group : alloc.job().spec().path("TaskGroups")) {
      JsonNode policy = group.path("ReschedulePolicy");
      boolean mine = group.path("Name").asString("").equals(alloc.group());
      if (mine
          && (policy.path("Unlimited").asBoolean(false) || policy.path("Attempts").asInt(0) > 0)) {
        clock.after(Duration.ofNanos(policy.path("Delay").asLong(0)), () -> retry(alloc));
      }
    }
  }

  private void retry(AllocRow alloc) {
    lane.submit(
        lane.cost().entry(),
        () ->
            store.<@Nullable Void>apply(
                "EvaluationUpdated",
                txn -> {
                  var job = txn.state().jobs().get(alloc.job().key());
                  if (job != null && !job.stop()) {
                    EvalRow eval =
                        EvalRow.pending(
                            ids.get(),
                            job.namespace(),
                            job.priority(),
                            job.type(),
                            "alloc-failure",
                            job.id(),
                            txn.now());
                    txn.putEval(eval.createdAt(txn.index(), 0));
                    JobStatus.refresh(txn, job.namespace(), job.id(), true);
                  }
                  return null;
                }));
    afterwards.drain();
  }

  private static JsonNode config(AllocRow alloc) {
    for (JsonNode group : alloc.job().spec().path("TaskGroups")) {
      if (group.path("Name").asString("").equals(alloc.group())) {
        return group.path("Tasks").path(0).path("Config");
      }
    }
    return alloc.job().spec().path("none");
  }

  private static long runFor(AllocRow alloc, JsonNode config) {
    JsonNode given = config.path("run_for");
    if (given.isNumber()) {
      return given.asLong();
    }
    if (given.isString()) {
      return GoDuration.parse(given.stringValue());
    }
    boolean forever = alloc.job().type().equals("service") || alloc.job().type().equals("system");
    return forever ? Long.MAX_VALUE : 0;
  }
}
