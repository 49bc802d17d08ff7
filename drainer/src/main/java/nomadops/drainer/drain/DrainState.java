package nomadops.drainer.drain;

import java.util.Optional;
import nomadops.client.model.DrainStrategy;
import nomadops.client.model.LastDrain;
import nomadops.client.model.Node;

/// What one look at a node said of its drain.
///
/// @param strategy of the drain that it is under
/// @param last its latest drain, running or over
record DrainState(Optional<DrainStrategy> strategy, Optional<LastDrain> last) {

  static DrainState of(Node node) {
    return new DrainState(node.drainStrategy(), node.lastDrain());
  }
}
