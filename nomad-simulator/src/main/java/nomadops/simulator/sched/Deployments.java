package nomadops.simulator.sched;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.json.Json;
import nomadops.simulator.raft.Afterwards;
import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.Change;
import nomadops.simulator.state.DeploymentRow;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.Reported;
import nomadops.simulator.state.State;
import nomadops.simulator.state.StateStore;
import nomadops.simulator.state.Txn;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Deployments of service jobs, as clients and the leader's watcher bring them forward: an
/// allocation that has run for its group's `min_healthy_time` is healthy, one that ended before is
/// not; when enough are healthy the job is evaluated, and the plan ends the deployment (2.0.5).
public final class Deployments {
  private static final long MIN_HEALTHY = Duration.ofSeconds(10).toNanos();
  private static final long PROGRESS = Duration.ofMinutes(10).toNanos();

  private final SimClock clock;
  private final StateStore store;
  private final RaftLane lane;
  private final Afterwards afterwards;
  private final Supplier<String> ids;
  private final Set<String> watched = ConcurrentHashMap.newKeySet();

  public Deployments(
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

  /// The counts that a new deployment of this job starts with. A group whose `max_parallel` is 0 is
  /// in none (UpdateStrategy.IsEmpty in nomad/structs/structs.go, 2.0.5).
  static Map<String, DeploymentRow.Group> groups(JobRow job, long now) {
    Map<String, DeploymentRow.Group> groups = new TreeMap<>();
    for (JsonNode group : job.spec().path("TaskGroups")) {
      if (group.path("Update").path("MaxParallel").asInt(1) == 0) {
        continue;
      }
      long progress = group.path("Update").path("ProgressDeadline").asLong(PROGRESS);
      groups.put(
          Json.text(group.path("Name")),
          new DeploymentRow.Group(
              group.path("Count").asInt(1), 0, 0, 0, progress, progress > 0 ? now + progress : 0));
    }
    return groups;
  }

  public void follow(Change.Commit commit) {
    for (Change change : commit.changes()) {
      if (change instanceof Change.Alloc(int _, AllocRow row)) {
        if (row.clientStatus().equals("running") && unknown(row) && watched.add(row.id())) {
          clock.after(Duration.ofNanos(minHealthy(row)), () -> healthy(row.id()));
        }
      } else if (change instanceof Change.Deployment(int _, DeploymentRow row)
          && row.createIndex() == commit.index()
          && !row.terminal()) {
        row.groups().values().stream()
            .mapToLong(DeploymentRow.Group::progressDeadline)
            .filter(nanos -> nanos > 0)
            .min()
            .ifPresent(nanos -> overdue(row.id(), nanos));
      }
    }
  }

  private static boolean unknown(AllocRow row) {
    return !row.deploymentId().isEmpty() && row.reported().health() == Reported.Health.UNKNOWN;
  }

  private static long minHealthy(AllocRow row) {
    for (JsonNode group : row.job().spec().path("TaskGroups")) {
      if (Json.text(group.path("Name")).equals(row.group())) {
        return group.path("Update").path("MinHealthyTime").asLong(MIN_HEALTHY);
      }
    }
    return MIN_HEALTHY;
  }

  private void healthy(String allocId) {
    watched.remove(allocId);
    lane.submit(
        lane.cost().entry(),
        () ->
            store.<@Nullable Void>apply(
                "AllocationUpdated",
                txn -> {
                  AllocRow row = txn.state().allocs().get(allocId);
                  if (row != null && row.clientStatus().equals("running") && unknown(row)) {
                    AllocRow known = counted(txn, row, true);
                    txn.putAlloc(known.reporting(known.reported(), txn.index(), txn.now()));
                    afterwards.post(() -> evaluate(known.deploymentId()));
                  }
                  return null;
                }));
    afterwards.drain();
  }

  /// The allocation with its health, and its deployment with one more of that kind; the caller
  /// stores the allocation.
  static AllocRow counted(Txn txn, AllocRow row, boolean good) {
    if (!unknown(row)) {
      return row;
    }
    DeploymentRow deployment = txn.state().deployments().get(row.deploymentId());
    DeploymentRow.Group group = deployment == null ? null : deployment.groups().get(row.group());
    if (deployment != null && group != null) {
      txn.putDeployment(
          deployment.with(row.group(), group.counting(good, txn.now()), txn.index(), txn.now()));
    }
    return row.reporting(
        row.reported().healthy(good, txn.now(), txn.index()), row.modifyIndex(), row.modifyTime());
  }

  /// The watcher's evaluation, whose plan will find the deployment complete.
  private void evaluate(String deploymentId) {
    DeploymentRow row = store.current().deployments().get(deploymentId);
    if (row == null || row.terminal() || !row.complete() || !lane.hasLeader()) {
      return;
    }
    JobRow job = store.current().jobs().get(row.jobKey());
    if (job == null) {
      return;
    }
    store.<@Nullable Void>apply(
        "AllocationUpdateDesiredStatus",
        txn -> {
          EvalRow eval =
              EvalRow.pending(
                  ids.get(),
                  job.namespace(),
                  job.priority(),
                  job.type(),
                  "deployment-watcher",
                  job.id(),
                  txn.now());
          txn.putEval(eval.createdAt(txn.index(), 0));
          JobStatus.refresh(txn, job.namespace(), job.id(), true);
          return null;
        });
  }

  /// Whether an evaluation of this job has a deployment to end.
  static boolean completes(State state, JobRow job) {
    return state
        .deploymentsOf(job.key())
        .anyMatch(row -> !row.terminal() && row.jobVersion() == job.version() && row.complete());
  }

  /// Ends it, in the plan's entry, and marks this version of the job as one that works.
  static void complete(Txn txn, JobRow job) {
    txn.state()
        .deploymentsOf(job.key())
        .filter(row -> !row.terminal() && row.jobVersion() == job.version() && row.complete())
        .toList()
        .forEach(row -> {
          txn.putDeployment(
              row.ended("successful", "Deployment completed successfully", txn.index(), txn.now()));
          JobRow current = txn.state().jobs().get(job.key());
          if (current != null && !current.stable()) {
            txn.putJob(current.asStable(txn.index()));
          }
        });
  }

  /// Ends the running deployments of a job; of its other versions only when `current` is given.
  static void cancel(Txn txn, JobRow job, @Nullable Long current, String why) {
    txn.state()
        .deploymentsOf(job.key())
        .filter(row -> !row.terminal() && (current == null || row.jobVersion() != current))
        .toList()
        .forEach(row -> txn.putDeployment(row.ended("cancelled", why, txn.index(), txn.now())));
  }

  private void overdue(String deploymentId, long nanos) {
    clock.after(Duration.ofNanos(nanos), () -> checkProgress(deploymentId));
  }

  private void checkProgress(String deploymentId) {
    DeploymentRow row = store.current().deployments().get(deploymentId);
    if (row == null || row.terminal() || row.complete()) {
      return;
    }
    long by =
        row.groups().values().stream()
            .filter(group -> group.healthy() < group.desired() && group.requireProgressBy() > 0)
            .mapToLong(DeploymentRow.Group::requireProgressBy)
            .min()
            .orElse(Long.MAX_VALUE);
    if (by == Long.MAX_VALUE) {
      return;
    }
    if (by > clock.unixNanos()) {
      overdue(deploymentId, by - clock.unixNanos());
      return;
    }
    lane.submit(lane.cost().entry(), () -> fail(deploymentId));
    afterwards.drain();
  }

  private void fail(String deploymentId) {
    store.<@Nullable Void>apply(
        "DeploymentStatusUpdate",
        txn -> {
          DeploymentRow row = txn.state().deployments().get(deploymentId);
          if (row != null && !row.terminal()) {
            txn.putDeployment(
                row.ended("failed", "Failed due to progress deadline", txn.index(), txn.now()));
            JobStatus.refresh(txn, row.namespace(), row.jobId(), true);
          }
          return null;
        });
  }
}
