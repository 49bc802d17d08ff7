package nomadops.exporter.view;

import java.util.HashMap;
import java.util.Map;
import nomadops.exporter.row.AllocRow;
import org.jspecify.annotations.Nullable;

/// What allocations that are not over hold of each node, kept up to date by their changes.
final class NodeUse {
  private static final Held NOTHING = new Held();

  private final Map<String, Held> nodes = new HashMap<>();

  /// Changed in place by the allocations.
  static final class Held {
    private int allocations;
    private long cpuMhz;
    private long memoryMb;

    long cpuMhz() {
      return cpuMhz;
    }

    long memoryMb() {
      return memoryMb;
    }
  }

  void allocation(@Nullable AllocRow before, @Nullable AllocRow after) {
    if (before != null && !before.isOver()) {
      add(before, -1);
    }
    if (after != null && !after.isOver()) {
      add(after, 1);
    }
  }

  private void add(AllocRow alloc, int sign) {
    Held held = nodes.computeIfAbsent(alloc.nodeId(), _ -> new Held());
    held.allocations += sign;
    held.cpuMhz += sign * alloc.cpuMhz();
    held.memoryMb += sign * alloc.memoryMb();
    if (held.allocations == 0) {
      nodes.remove(alloc.nodeId());
    }
  }

  /// What is held of a node now.
  Held of(String node) {
    return nodes.getOrDefault(node, NOTHING);
  }
}
