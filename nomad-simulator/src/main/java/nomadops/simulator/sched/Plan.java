package nomadops.simulator.sched;

import java.util.List;
import java.util.Map;
import nomadops.simulator.state.AllocRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What an evaluation decided.
///
/// @param updates allocations to stop or to mark lost (and those that new ones replace)
/// @param placements new allocations; their indexes are filled in when they are stored
/// @param queued allocations for each group that could not be placed
/// @param failures why, for each such group (`FailedTGAllocs`); null when everything was placed
/// @param annotations `DesiredTGUpdates`
record Plan(
    List<AllocRow> updates,
    List<AllocRow> placements,
    Map<String, Integer> queued,
    @Nullable ObjectNode failures,
    ObjectNode annotations) {

  boolean isEmpty() {
    return updates.isEmpty() && placements.isEmpty();
  }
}
