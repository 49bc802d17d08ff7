package nomadops.simulator.sched;

import java.util.List;
import java.util.Map;
import nomadops.simulator.feasible.AllocMetric;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.AllocRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What an evaluation decided.
///
/// @param updates allocations to stop or to mark lost (and those that new ones replace)
/// @param placements new allocations; their indexes are filled in when they are stored
/// @param queued allocations for each group that could not be placed
/// @param failures why; null when everything was placed
/// @param annotations `DesiredTGUpdates`
record Plan(
    List<AllocRow> updates,
    List<AllocRow> placements,
    Map<String, Integer> queued,
    @Nullable Failures failures,
    ObjectNode annotations) {

  /// Why groups could not be placed.
  ///
  /// @param groups the counts of each of them
  /// @param classes what was learned about classes of nodes, as a blocked evaluation has it
  /// @param nodeId the node that has no room for a system job; empty for other jobs
  record Failures(Map<String, AllocMetric> groups, ObjectNode classes, String nodeId) {
    /// `FailedTGAllocs`.
    ObjectNode json() {
      ObjectNode json = Json.object();
      groups.forEach((name, metric) -> json.set(name, metric.json()));
      return json;
    }

    /// What a blocked evaluation is created with.
    ObjectNode details() {
      ObjectNode details = Json.object();
      details.set("FailedTGAllocs", json());
      details.setAll(classes);
      return details;
    }
  }

  boolean isEmpty() {
    return updates.isEmpty() && placements.isEmpty();
  }
}
