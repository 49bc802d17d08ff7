package nomadops.health.quarantine.view;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import nomadops.client.model.Node;
import nomadops.client.model.NodeEvent;

/// When clients were last given or denied work by anybody: by the index of the last change of their
/// eligibility or drain. `ModifyIndex` does not tell that, as a driver that fails or a client that
/// starts again raises it, too, which sick clients do all the time.
///
/// Nomad keeps ten events of a node. A change that is no longer among them is remembered from the
/// look before, if no event can have been missed since; else the node's `ModifyIndex` stands for
/// it, as if somebody had touched it just now. For one thread.
public final class Touches {
  private static final String REGISTERED = "Node registered";

  private final Map<String, Seen> seen = new HashMap<>();

  private record Seen(long modifyIndex, long touched) {}

  /// What the events alone tell.
  ///
  /// @return empty when they do not reach back to the last change; 0 when there never was one
  static OptionalLong told(Node node) {
    OptionalLong last =
        node.events().stream()
            .filter(NodeEvent::aboutEligibility)
            .mapToLong(NodeEvent::createIndex)
            .max();
    boolean whole =
        !node.events().isEmpty() && node.events().getFirst().message().equals(REGISTERED);
    return last.isPresent() || !whole ? last : OptionalLong.of(0);
  }

  /// The index of a node's last change, or its `ModifyIndex` where that cannot be told.
  public long of(Node node) {
    Seen before = seen.get(node.id());
    OptionalLong told = told(node);
    long touched;
    if (told.isPresent()) {
      touched = told.getAsLong();
    } else if (before != null && nothingMissed(node, before)) {
      touched = before.touched();
    } else {
      touched = node.modifyIndex();
    }
    seen.put(node.id(), new Seen(node.modifyIndex(), touched));
    return touched;
  }

  private static boolean nothingMissed(Node node, Seen before) {
    return node.modifyIndex() == before.modifyIndex()
        || (!node.events().isEmpty()
            && node.events().getFirst().createIndex() <= before.modifyIndex());
  }

  /// Forgets all nodes but these.
  void keep(Set<String> nodes) {
    seen.keySet().retainAll(nodes);
  }
}
