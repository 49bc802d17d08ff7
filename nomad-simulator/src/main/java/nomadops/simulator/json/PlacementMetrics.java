package nomadops.simulator.json;

import nomadops.simulator.state.AllocRow;
import tools.jackson.databind.node.ObjectNode;

/// The scheduler's notes on a placement, made or failed.
public final class PlacementMetrics {
  static final String SIGNING_KEY = "5161f00d-0000-4000-8000-000000000001";

  private PlacementMetrics() {}

  static ObjectNode placed(AllocRow alloc) {
    ObjectNode json = base(1, 0);
    json.putNull("DimensionExhausted")
        .putNull("QuotaExhausted")
        .putNull("ResourcesExhausted")
        .putNull("Scores");
    ObjectNode score = json.putArray("ScoreMetaData").addObject();
    score.put("NodeID", alloc.nodeId());
    ObjectNode scores = score.putObject("Scores");
    scores.put("binpack", 0.5).put("job-anti-affinity", 0.0);
    scores.put("node-reschedule-penalty", 0.0).put("node-affinity", 0.0);
    score.put("NormScore", 0.5);
    return json.put("AllocationTime", 40_000).put("CoalescedFailures", 0);
  }

  /// Why a group could not be placed.
  ///
  /// @param dimension `cpu` or `memory`; empty when there was no node at all
  public static ObjectNode failed(
      int nodesInPool, int exhausted, String dimension, ObjectNode taskResources, int coalesced) {
    ObjectNode json = base(nodesInPool, exhausted);
    if (dimension.isEmpty()) {
      json.putNull("DimensionExhausted");
    } else {
      json.putObject("DimensionExhausted").put(dimension, exhausted);
    }
    json.putNull("QuotaExhausted");
    json.set("ResourcesExhausted", taskResources);
    json.putNull("Scores").putNull("ScoreMetaData");
    return json.put("AllocationTime", 40_000).put("CoalescedFailures", coalesced);
  }

  private static ObjectNode base(int nodes, int exhausted) {
    ObjectNode json = Json.object();
    json.put("NodesEvaluated", nodes)
        .put("NodesFiltered", 0)
        .put("NodesInPool", nodes)
        .put("NodePool", "default");
    json.putObject("NodesAvailable").put("dc1", nodes);
    json.putNull("ClassFiltered").putNull("ConstraintFiltered");
    return json.put("NodesExhausted", exhausted).putNull("ClassExhausted");
  }
}
