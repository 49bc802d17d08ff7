package nomadops.client.model;

import java.util.Set;

/// What a node can run: its size, what is kept back of it, and its drivers and volumes.
///
/// @param total what it has; [NodeResources#NONE] where it was not told
/// @param reserved what its configuration keeps back
/// @param drivers that are detected and healthy
/// @param hostVolumes by name
/// @param maxAllocs the most allocations (`node_max_allocs`, Nomad 1.10.2); 0 for no limit, and in
///   rows of `/v1/nodes`, which do not tell it (2.0.5)
public record NodeCapacity(
    NodeResources total,
    NodeResources reserved,
    Set<String> drivers,
    Set<String> hostVolumes,
    int maxAllocs) {

  /// Nothing is known.
  public static final NodeCapacity NONE =
      new NodeCapacity(NodeResources.NONE, NodeResources.NONE, Set.of(), Set.of(), 0);

  public NodeCapacity {
    drivers = Set.copyOf(drivers);
    hostVolumes = Set.copyOf(hostVolumes);
  }

  /// MHz for allocations, those of kept cores included.
  public long cpuShares() {
    return total.cpuShares() - reserved.cpuShares();
  }

  /// Cores that tasks may keep for themselves.
  public int cores() {
    return (int) total.cores().stream().filter(id -> !reserved.cores().contains(id)).count();
  }

  public long memoryMb() {
    return total.memoryMb() - reserved.memoryMb();
  }

  public long diskMb() {
    return total.diskMb() - reserved.diskMb();
  }
}
