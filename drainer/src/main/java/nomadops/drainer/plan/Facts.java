package nomadops.drainer.plan;

import java.util.List;
import java.util.Map;
import nomadops.drainer.notice.HookRef;

/// How things stand with one instance.
///
/// @param nodes that Nomad knows of it
/// @param hooks that its notices name
/// @param neighboursCordoned every node of the batch in which its notice came has been kept from
///   new work: what is drained here does not land on the next that goes
/// @param allNamespacesSeen the token sees the allocations of every namespace; if not, none seen
///   does not mean that there are none
public record Facts(
    List<NodeFacts> nodes,
    Map<HookRef, HookFacts> hooks,
    boolean neighboursCordoned,
    boolean allNamespacesSeen) {
  public Facts {
    nodes = List.copyOf(nodes);
    hooks = Map.copyOf(hooks);
  }

  boolean isOpen(HookRef hook) {
    return hooks.getOrDefault(hook, HookFacts.OPEN).isOpen();
  }
}
