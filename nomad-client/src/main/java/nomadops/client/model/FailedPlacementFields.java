package nomadops.client.model;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;

/// Reads a [FailedPlacement].
final class FailedPlacementFields
    extends Fieldwise<FailedPlacementFields.Gathered, FailedPlacement> {
  static final class Gathered {
    private int nodesEvaluated;
    private int nodesFiltered;
    private int nodesInPool;
    private String nodePool = "";
    private Map<String, Integer> nodesAvailable = Map.of();
    private Map<String, Integer> classFiltered = Map.of();
    private Map<String, Integer> constraintFiltered = Map.of();
    private int nodesExhausted;
    private Map<String, Integer> dimensionExhausted = Map.of();
    private List<String> quotaExhausted = List.of();
    private int coalescedFailures;
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "NodesEvaluated" -> g.nodesEvaluated = small(json);
      case "NodesFiltered" -> g.nodesFiltered = small(json);
      case "NodesInPool" -> g.nodesInPool = small(json);
      case "NodePool" -> g.nodePool = text(json);
      case "NodesAvailable" -> g.nodesAvailable = map(json, Fieldwise::small);
      case "ClassFiltered" -> g.classFiltered = map(json, Fieldwise::small);
      case "ConstraintFiltered" -> g.constraintFiltered = map(json, Fieldwise::small);
      case "NodesExhausted" -> g.nodesExhausted = small(json);
      case "DimensionExhausted" -> g.dimensionExhausted = map(json, Fieldwise::small);
      case "QuotaExhausted" -> g.quotaExhausted = list(json, Fieldwise::text);
      case "CoalescedFailures" -> g.coalescedFailures = small(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  FailedPlacement end(Gathered g) {
    return new FailedPlacement(
        g.nodesEvaluated,
        g.nodesFiltered,
        g.nodesInPool,
        g.nodePool,
        g.nodesAvailable,
        g.classFiltered,
        g.constraintFiltered,
        g.nodesExhausted,
        g.dimensionExhausted,
        g.quotaExhausted,
        g.coalescedFailures);
  }
}
