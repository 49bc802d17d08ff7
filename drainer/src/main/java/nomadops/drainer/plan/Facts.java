package nomadops.drainer.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.notice.HookRef;

/// How things stand with one instance.
///
/// @param nodes that Nomad knows of it
/// @param hooks that its notices name
/// @param neighboursCordoned every node of the batch in which its notice came has been kept from
///   new work: what is drained here does not land on the next that goes
/// @param allNamespacesSeen the token sees the allocations of every namespace; if not, none seen
///   does not mean that there are none
/// @param turn since when it may be drained although nothing forces it; empty while too many others
///   are
public record Facts(
    List<NodeFacts> nodes,
    Map<HookRef, HookFacts> hooks,
    boolean neighboursCordoned,
    boolean allNamespacesSeen,
    Optional<Instant> turn) {
  public Facts {
    nodes = List.copyOf(nodes);
    hooks = Map.copyOf(hooks);
  }

  /// Without a limit on drains that nothing forces.
  public Facts(
      List<NodeFacts> nodes,
      Map<HookRef, HookFacts> hooks,
      boolean neighboursCordoned,
      boolean allNamespacesSeen) {
    this(nodes, hooks, neighboursCordoned, allNamespacesSeen, Optional.of(Instant.EPOCH));
  }

  /// The batch work that was cut off on any of the nodes.
  List<CutWork> cut() {
    return nodes.stream().flatMap(node -> node.cut().stream()).toList();
  }

  boolean isOpen(HookRef hook) {
    return hooks.getOrDefault(hook, HookFacts.OPEN).isOpen();
  }
}
