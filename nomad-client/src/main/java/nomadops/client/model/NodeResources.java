package nomadops.client.model;

import java.util.List;
import java.util.Set;

/// What a node has, or what its configuration keeps back of it (`NodeResources`,
/// `ReservedResources`).
///
/// @param cpuShares MHz of all cores, those included that are kept back (Nomad 1.7 to 2.0.5:
///   `TotalCompute`)
/// @param totalCores cores that tasks may use
/// @param cores ids of the cores that a task may keep for itself
/// @param diskMb for the ephemeral disks of allocations
public record NodeResources(
    long cpuShares,
    int totalCores,
    Set<Integer> cores,
    long memoryMb,
    long diskMb,
    List<NodeDevice> devices) {

  /// Nothing, or not told: lists tell it only when they are asked with `resources=true`.
  public static final NodeResources NONE = new NodeResources(0, 0, Set.of(), 0, 0, List.of());

  public NodeResources {
    cores = Set.copyOf(cores);
    devices = Fields.list(devices);
  }
}
