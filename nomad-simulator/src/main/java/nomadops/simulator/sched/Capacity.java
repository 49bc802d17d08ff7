package nomadops.simulator.sched;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nomadops.simulator.feasible.Load;
import nomadops.simulator.feasible.Usage;
import nomadops.simulator.state.AllocRow;

/// What is used on each node, kept up to date as allocations come and go: what a client has not
/// ended holds its share, even when the servers have stopped it. Guarded by itself.
final class Capacity {
  private final Map<String, Usage> usedByNode = new HashMap<>();
  private final Map<String, Held> held = new HashMap<>();
  private final Map<String, Set<String>> heldByJob = new HashMap<>();

  private record Held(String nodeId, String jobKey, Load load) {}

  /// Notes an allocation's new version; true when it gave its resources back.
  synchronized boolean note(AllocRow alloc) {
    if (alloc.clientTerminal()) {
      return giveBack(alloc.id());
    }
    if (!held.containsKey(alloc.id())) {
      String jobKey = alloc.job().key();
      Load load = Load.of(alloc);
      held.put(alloc.id(), new Held(alloc.nodeId(), jobKey, load));
      heldByJob.computeIfAbsent(jobKey, key -> new HashSet<>()).add(alloc.id());
      usedByNode.merge(alloc.nodeId(), Usage.NONE.plus(load), (before, _) -> before.plus(load));
    }
    return false;
  }

  /// Takes back what a deleted job's allocations hold; returns the nodes on which they held it.
  synchronized Set<String> release(String jobKey) {
    List<String> ids = List.copyOf(heldByJob.getOrDefault(jobKey, Set.of()));
    Set<String> nodes =
        ids.stream()
            .map(held::get)
            .filter(mine -> mine != null)
            .map(Held::nodeId)
            .collect(Collectors.toSet());
    ids.forEach(this::giveBack);
    return nodes;
  }

  private boolean giveBack(String allocId) {
    Held mine = held.remove(allocId);
    if (mine == null) {
      return false;
    }
    usedByNode.computeIfPresent(
        mine.nodeId(), (_, before) -> before.allocs() == 1 ? null : before.minus(mine.load()));
    heldByJob.computeIfPresent(
        mine.jobKey(),
        (key, ids) -> {
          ids.remove(allocId);
          return ids.isEmpty() ? null : ids;
        });
    return true;
  }

  synchronized Usage used(String nodeId) {
    return usedByNode.getOrDefault(nodeId, Usage.NONE);
  }
}
