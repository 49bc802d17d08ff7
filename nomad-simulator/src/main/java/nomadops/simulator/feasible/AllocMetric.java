package nomadops.simulator.feasible;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.NodeRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Counts of one placement that failed, and of those of its group that failed with it.
public final class AllocMetric {
  private final String pool;
  private final GroupNeeds group;
  private final Map<String, Integer> available = new TreeMap<>();
  private final Map<String, Integer> classFiltered = new TreeMap<>();
  private final Map<String, Integer> constraintFiltered = new TreeMap<>();
  private final Map<String, Integer> classExhausted = new TreeMap<>();
  private final Map<String, Integer> dimensionExhausted = new TreeMap<>();
  private final int inPool;
  private int evaluated;
  private int filtered;
  private int exhausted;
  private int coalesced;

  /// @param candidates ready nodes of the job's pool and datacenters
  public AllocMetric(JobNeeds job, GroupNeeds group, List<NodeRow> candidates) {
    this.pool = job.pool();
    this.group = group;
    this.inPool = candidates.size();
    candidates.forEach(node -> available.merge(node.spec().datacenter(), 1, Integer::sum));
  }

  public void evaluate() {
    evaluated++;
  }

  public void filter(NodeRow node, String why) {
    filtered++;
    byClass(classFiltered, node);
    constraintFiltered.merge(why, 1, Integer::sum);
  }

  public void exhaust(NodeRow node, String dimension) {
    exhausted++;
    byClass(classExhausted, node);
    dimensionExhausted.merge(dimension, 1, Integer::sum);
  }

  private static void byClass(Map<String, Integer> counts, NodeRow node) {
    if (!node.spec().nodeClass().isEmpty()) {
      counts.merge(node.spec().nodeClass(), 1, Integer::sum);
    }
  }

  /// One more of the same group, which is not even tried.
  public void coalesce() {
    coalesced++;
  }

  public ObjectNode json() {
    ObjectNode json = Json.object();
    json.put("NodesEvaluated", evaluated).put("NodesFiltered", filtered);
    json.put("NodesInPool", inPool).put("NodePool", pool);
    available.forEach(json.putObject("NodesAvailable")::put);
    counts(json, "ClassFiltered", classFiltered);
    counts(json, "ConstraintFiltered", constraintFiltered);
    json.put("NodesExhausted", exhausted);
    counts(json, "ClassExhausted", classExhausted);
    counts(json, "DimensionExhausted", dimensionExhausted);
    json.putNull("QuotaExhausted");
    if (dimensionExhausted.isEmpty()) {
      json.putNull("ResourcesExhausted");
    } else {
      json.set("ResourcesExhausted", resources());
    }
    json.putNull("Scores").putNull("ScoreMetaData");
    return json.put("AllocationTime", 40_000).put("CoalescedFailures", coalesced);
  }

  private static void counts(ObjectNode json, String name, Map<String, Integer> counts) {
    if (counts.isEmpty()) {
      json.putNull(name);
    } else {
      counts.forEach(json.putObject(name)::put);
    }
  }

  /// Only cpu and memory are told, each only when some node was short of it, and once for every
  /// allocation that failed.
  private ObjectNode resources() {
    int failures = coalesced + 1;
    ObjectNode byTask = Json.object();
    for (JsonNode task : group.spec().path("Tasks")) {
      JsonNode asked = task.path("Resources");
      ObjectNode row = byTask.putObject(Json.text(task.path("Name")));
      boolean cpu = dimensionExhausted.containsKey("cpu");
      boolean memory = dimensionExhausted.containsKey("memory");
      row.put("CPU", cpu ? asked.path("CPU").asInt(0) * failures : 0).put("Cores", 0);
      row.put("MemoryMB", memory ? asked.path("MemoryMB").asInt(0) * failures : 0);
      row.put("MemoryMaxMB", 0).put("DiskMB", 0).put("IOPS", 0);
      row.putNull("Networks").putNull("Devices").putNull("NUMA").put("SecretsMB", 0);
    }
    return byTask;
  }
}
