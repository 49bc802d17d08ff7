package nomadops.client.model;

import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;

/// Why a group could not be placed, when it was last tried with every node (`FailedTGAllocs` of an
/// evaluation, Nomad 1.7 to 2.0). A blocked evaluation that is tried again and still does not place
/// everything is not written anew, so its figures are those of its first try.
///
/// @param nodesAvailable by datacenter
/// @param constraintFiltered nodes by the condition that they do not meet, e.g.
///   `${attr.kernel.name} = linux`
/// @param dimensionExhausted nodes by what they had too little of: `memory`, `cpu`, ...
/// @param quotaExhausted what the namespace's quota has too little of; empty when that is not it
/// @param coalescedFailures how many more failed the same way
public record PlacementFailure(
    int nodesEvaluated,
    int nodesFiltered,
    int nodesExhausted,
    Map<String, Integer> nodesAvailable,
    Map<String, Integer> constraintFiltered,
    Map<String, Integer> dimensionExhausted,
    List<String> quotaExhausted,
    int coalescedFailures) {
  public PlacementFailure {
    nodesAvailable = Map.copyOf(nodesAvailable);
    constraintFiltered = Map.copyOf(constraintFiltered);
    dimensionExhausted = Map.copyOf(dimensionExhausted);
    quotaExhausted = List.copyOf(quotaExhausted);
  }

  /// Reads it.
  static final class Fields extends Fieldwise<Fields.Gathered, PlacementFailure> {
    static final class Gathered {
      private int nodesEvaluated;
      private int nodesFiltered;
      private int nodesExhausted;
      private Map<String, Integer> nodesAvailable = Map.of();
      private Map<String, Integer> constraintFiltered = Map.of();
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
        case "NodesExhausted" -> g.nodesExhausted = small(json);
        case "NodesAvailable" -> g.nodesAvailable = map(json, Fieldwise::small);
        case "ConstraintFiltered" -> g.constraintFiltered = map(json, Fieldwise::small);
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
    PlacementFailure end(Gathered g) {
      return new PlacementFailure(
          g.nodesEvaluated,
          g.nodesFiltered,
          g.nodesExhausted,
          g.nodesAvailable,
          g.constraintFiltered,
          g.dimensionExhausted,
          g.quotaExhausted,
          g.coalescedFailures);
    }
  }
}
