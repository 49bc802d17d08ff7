package nomadops.simulator.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import nomadops.simulator.json.Json;
import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.sched.EvalBroker;
import nomadops.simulator.sched.JobStatus;
import nomadops.simulator.sched.Workers;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.State;
import nomadops.simulator.state.StateStore;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What operators write: the scheduler configuration, deleted evaluations, namespaces.
public final class OperatorWrites {
  private static final int EVALS_PER_ENTRY = 7_281;
  private static final Set<String> ALGORITHMS = Set.of("", "binpack", "spread");
  private final StateStore store;
  private final RaftLane lane;
  private final EvalBroker broker;
  private final Workers workers;

  public OperatorWrites(StateStore store, RaftLane lane, EvalBroker broker, Workers workers) {
    this.store = store;
    this.lane = lane;
    this.broker = broker;
    this.workers = workers;
  }

  /// What a configuration write answers.
  public record Updated(boolean updated, long index) {}

  public static ObjectNode defaultConfig() {
    ObjectNode config = Json.object();
    config.put("SchedulerAlgorithm", "binpack");
    ObjectNode preemption = config.putObject("PreemptionConfig");
    for (String type : List.of("System", "SysBatch", "Batch", "Service")) {
      preemption.put(type + "SchedulerEnabled", false);
    }
    config.put("MemoryOversubscriptionEnabled", false).put("RejectJobRegistration", false);
    config.put("PauseEvalBroker", false).put("NodeLimitForFeasibilityChecks", 0);
    return config.put("CreateIndex", 0).put("ModifyIndex", 0);
  }

  /// Replaces the scheduler configuration; pausing the broker takes effect at once.
  public Updated schedulerConfig(JsonNode body, @Nullable Long cas) {
    ObjectNode config = defaultConfig();
    String algorithm = Json.text(body.path("SchedulerAlgorithm"));
    if (!ALGORITHMS.contains(algorithm)) {
      throw new Refused(400, "invalid scheduler algorithm: " + algorithm);
    }
    for (var entry : config.deepCopy().properties()) {
      JsonNode given = body.path(entry.getKey());
      if (!given.isMissingNode() && !given.isNull()) {
        config.set(entry.getKey(), given);
      }
    }
    Updated updated =
        lane.write(
            "",
            txn -> {
              ObjectNode before = txn.state().schedulerConfig();
              if (cas != null && cas != before.path("ModifyIndex").asLong()) {
                return new Updated(false, txn.index());
              }
              config.put("CreateIndex", before.path("CreateIndex").asLong());
              config.put("ModifyIndex", txn.index());
              txn.schedulerConfig(config);
              return new Updated(true, txn.index());
            });
    boolean paused = store.current().brokerPaused();
    if (paused == broker.enabled()) {
      workers.enable(!paused);
    }
    return updated;
  }

  /// What deleting evaluations answers.
  public record Deleted(int count, long index) {}

  public Deleted deleteEvals(List<String> evalIds) {
    requirePaused();
    for (String id : evalIds) {
      EvalRow eval = store.current().evals().get(id);
      if (eval == null) {
        throw new Refused(500, "eval not found");
      }
      requireSafe(eval);
    }
    return new Deleted(evalIds.size(), delete(evalIds));
  }

  /// Deletes what the filter takes, in several entries; running allocations keep their evaluations.
  public Deleted deleteEvals(Predicate<EvalRow> filter) {
    requirePaused();
    List<String> ids =
        State.values(store.current().evals())
            .filter(filter)
            .filter(this::safe)
            .map(EvalRow::id)
            .toList();
    long index = 0;
    for (int from = 0; from < ids.size(); from += EVALS_PER_ENTRY) {
      index = delete(ids.subList(from, Math.min(ids.size(), from + EVALS_PER_ENTRY)));
    }
    return new Deleted(ids.size(), index);
  }

  private long delete(List<String> ids) {
    return lane.write(
        lane.cost().gcPerObject().multipliedBy(ids.size()),
        "",
        txn -> {
          List<EvalRow> rows = new ArrayList<>();
          for (String id : ids) {
            EvalRow row = txn.state().evals().get(id);
            if (row != null) {
              txn.deleteEval(row);
              rows.add(row);
            }
          }
          rows.forEach(row -> JobStatus.refresh(txn, row.namespace(), row.jobId(), true));
          return txn.index();
        });
  }

  private void requirePaused() {
    if (broker.enabled()) {
      throw new Refused(500, "eval broker is enabled; eval broker must be paused to delete evals");
    }
  }

  private void requireSafe(EvalRow eval) {
    if (!safe(eval)) {
      throw new Refused(500, "eval " + eval.id() + " is not safe to delete");
    }
  }

  private boolean safe(EvalRow eval) {
    State state = store.current();
    return state
        .allocsOf(eval.jobKey())
        .filter(a -> a.evalId().equals(eval.id()))
        .allMatch(a -> a.clientTerminal());
  }

  public long putNamespace(String name, JsonNode body) {
    return lane.write(
        "",
        txn -> {
          ObjectNode old = txn.state().namespaces().get(name);
          txn.putNamespace(
              name, namespace(name, Json.text(body.path("Description")), old, txn.index()));
          return txn.index();
        });
  }

  public long deleteNamespace(String name) {
    if (name.equals("default")) {
      throw new Refused(500, "can not delete default namespace");
    }
    return lane.write(
        "",
        txn -> {
          if (txn.state().namespaces().get(name) == null) {
            throw new Refused(500, "namespace not found");
          }
          txn.putNamespace(name, null);
          return txn.index();
        });
  }

  public static ObjectNode namespace(
      String name, String description, @Nullable ObjectNode old, long index) {
    ObjectNode json = Json.object();
    json.put("Name", name).put("Description", description).put("Quota", "");
    for (String empty :
        List.of(
            "Capabilities",
            "NodePoolConfiguration",
            "VaultConfiguration",
            "ConsulConfiguration",
            "Meta")) {
      json.putNull(empty);
    }
    json.put("Hash", "C7UbjDwBK0dK8wQq7Izg7SJIzaV+lIo2X7wRtzY3pSw=");
    json.put("CreateIndex", old == null ? index : old.path("CreateIndex").asLong())
        .put("ModifyIndex", index);
    return json.putNull("RequiredExtraClaims").putNull("OptionalExtraClaims");
  }
}
