package nomadops.simulator.sched;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.State;
import org.jspecify.annotations.Nullable;

/// What is used on each node, kept up to date as allocations come and go. Guarded by itself.
final class Capacity {
  private final Map<String, Ask> usedByNode = new HashMap<>();
  private final Map<String, Held> held = new HashMap<>();
  private final Map<String, Set<String>> heldByJob = new HashMap<>();

  private record Held(String nodeId, String jobKey, Ask ask) {}

  /// Notes an allocation's new version; true when it gave its resources back.
  synchronized boolean note(AllocRow alloc) {
    if (alloc.clientTerminal()) {
      return giveBack(alloc.id());
    }
    if (!held.containsKey(alloc.id())) {
      String jobKey = alloc.job().key();
      Ask ask = Ask.of(alloc);
      held.put(alloc.id(), new Held(alloc.nodeId(), jobKey, ask));
      heldByJob.computeIfAbsent(jobKey, key -> new HashSet<>()).add(alloc.id());
      add(alloc.nodeId(), ask, 1);
    }
    return false;
  }

  /// Takes back what a deleted job's allocations hold; true when they held something.
  synchronized boolean release(String jobKey) {
    List<String> ids = List.copyOf(heldByJob.getOrDefault(jobKey, Set.of()));
    ids.forEach(this::giveBack);
    return !ids.isEmpty();
  }

  private boolean giveBack(String allocId) {
    Held mine = held.remove(allocId);
    if (mine == null) {
      return false;
    }
    add(mine.nodeId(), mine.ask(), -1);
    heldByJob.computeIfPresent(
        mine.jobKey(),
        (key, ids) -> {
          ids.remove(allocId);
          return ids.isEmpty() ? null : ids;
        });
    return true;
  }

  /// The fullest ready node that has room, given what a plan has taken already; null when there is
  /// none.
  synchronized @Nullable NodeRow best(State state, Ask ask, Map<String, Ask> taken) {
    NodeRow best = null;
    int least = Integer.MAX_VALUE;
    for (var entry : state.nodes().ascending(null)) {
      NodeRow node = entry.value();
      int free = free(node, taken);
      if (node.ready()
          && free >= ask.cpu()
          && freeMemory(node, taken) >= ask.memoryMb()
          && free < least) {
        best = node;
        least = free;
      }
    }
    return best;
  }

  synchronized boolean fits(NodeRow node, Ask ask, Map<String, Ask> taken) {
    return free(node, taken) >= ask.cpu() && freeMemory(node, taken) >= ask.memoryMb();
  }

  private int free(NodeRow node, Map<String, Ask> taken) {
    return node.cpu() - used(node.id()).cpu() - taken.getOrDefault(node.id(), new Ask(0, 0)).cpu();
  }

  private int freeMemory(NodeRow node, Map<String, Ask> taken) {
    return node.memoryMb()
        - used(node.id()).memoryMb()
        - taken.getOrDefault(node.id(), new Ask(0, 0)).memoryMb();
  }

  private Ask used(String nodeId) {
    return usedByNode.getOrDefault(nodeId, new Ask(0, 0));
  }

  private void add(String nodeId, Ask ask, int sign) {
    Ask before = used(nodeId);
    usedByNode.put(
        nodeId,
        new Ask(before.cpu() + sign * ask.cpu(), before.memoryMb() + sign * ask.memoryMb()));
  }
}
