package nomadops.drainer.drain;

import java.util.Optional;
import nomadops.client.model.Node;
import nomadops.drainer.plan.NodeFacts;

/// A node as Nomad last told of it.
///
/// @param facts without what runs on it
record Heard(NodeFacts facts, DrainState drain) {

  static Heard of(Node node) {
    return new Heard(Observation.of(node, Optional.empty()), DrainState.of(node));
  }
}
