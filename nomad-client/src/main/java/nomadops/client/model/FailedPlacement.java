package nomadops.client.model;

import java.util.List;
import java.util.Map;

/// Why allocations of one task group could not be placed (Nomad's `AllocMetric`, as
/// `FailedTGAllocs` of an evaluation has it). True of the moment at which the evaluation was made:
/// a blocked one that is tried again and placed in part keeps the old figures.
///
/// @param nodesEvaluated nodes that were looked at
/// @param nodesFiltered nodes that would not do
/// @param nodesInPool nodes of the job's node pool
/// @param nodePool the job's node pool; empty from older servers (1.8)
/// @param nodesAvailable ready nodes of the pool by datacenter; empty when there was none
/// @param classFiltered nodes that would not do, by node class
/// @param constraintFiltered nodes that would not do, by what they did not meet
/// @param nodesExhausted nodes that would do and had no room
/// @param dimensionExhausted nodes without room, by what was short: `cpu`, `memory`, `disk`,
///   `cores`, `network: ...`, `devices: ...`, `max allocation exceeded`
/// @param quotaExhausted dimensions of the namespace's quota that are used up
/// @param coalescedFailures how many more allocations failed in the same way
public record FailedPlacement(
    int nodesEvaluated,
    int nodesFiltered,
    int nodesInPool,
    String nodePool,
    Map<String, Integer> nodesAvailable,
    Map<String, Integer> classFiltered,
    Map<String, Integer> constraintFiltered,
    int nodesExhausted,
    Map<String, Integer> dimensionExhausted,
    List<String> quotaExhausted,
    int coalescedFailures) {
  public FailedPlacement {
    nodePool = Fields.text(nodePool);
    nodesAvailable = Fields.map(nodesAvailable);
    classFiltered = Fields.map(classFiltered);
    constraintFiltered = Fields.map(constraintFiltered);
    dimensionExhausted = Fields.map(dimensionExhausted);
    quotaExhausted = Fields.list(quotaExhausted);
  }
}
