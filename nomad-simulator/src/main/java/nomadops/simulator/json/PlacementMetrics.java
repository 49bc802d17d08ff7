package nomadops.simulator.json;

import nomadops.simulator.state.AllocRow;
import tools.jackson.databind.node.ObjectNode;

/// The scheduler's notes on a placement that it made.
final class PlacementMetrics {
  static final String SIGNING_KEY = "5161f00d-0000-4000-8000-000000000001";

  private PlacementMetrics() {}

  static ObjectNode placed(AllocRow alloc) {
    ObjectNode json = base(Json.text(alloc.job().spec().path("NodePool")));
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

  private static ObjectNode base(String pool) {
    ObjectNode json = Json.object();
    json.put("NodesEvaluated", 1)
        .put("NodesFiltered", 0)
        .put("NodesInPool", 1)
        .put("NodePool", pool);
    json.putObject("NodesAvailable").put("dc1", 1);
    json.putNull("ClassFiltered").putNull("ConstraintFiltered");
    return json.put("NodesExhausted", 0).putNull("ClassExhausted");
  }
}
