package nomadops.exporter.view;

import java.util.HashMap;
import java.util.Map;
import nomadops.exporter.row.AllocRow;
import org.jspecify.annotations.Nullable;

/// What allocations that are not over hold of each node, kept up to date by their changes.
final class NodeUse {
  private final Map<String, Held> nodes = new HashMap<>();

  private static final class Held {
    int allocations;
    long cpuMhz;
    long memoryMb;
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

  long cpuMhz(String node) {
    Held held = nodes.get(node);
    return held == null ? 0 : held.cpuMhz;
  }

  long memoryMb(String node) {
    Held held = nodes.get(node);
    return held == null ? 0 : held.memoryMb;
  }
}
