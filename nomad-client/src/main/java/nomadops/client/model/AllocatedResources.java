package nomadops.client.model;

import java.util.Map;
import java.util.Set;

/// What an allocation takes of its node while it is not over, summed as the scheduler sums it
/// (`AllocatedResources.Comparable`, Nomad 1.7 to 2.0.5): tasks that never run at the same time
/// share their room. Kept cores and devices are shared by nobody.
///
/// @param cpuShares MHz, those of kept cores included
/// @param cores kept by one task each
/// @param memoryMb what counts for placement; not `MemoryMaxMB`
/// @param diskMb of the ephemeral disk
/// @param devices instances, by `vendor/type/name`
/// @param ports of the host, fixed ones and chosen ones
public record AllocatedResources(
    long cpuShares,
    int cores,
    long memoryMb,
    long diskMb,
    Map<String, Integer> devices,
    Set<Integer> ports) {

  /// Nothing, or not told: lists tell it only when they are asked with `resources=true`.
  public static final AllocatedResources NONE =
      new AllocatedResources(0, 0, 0, 0, Map.of(), Set.of());

  public AllocatedResources {
    devices = Map.copyOf(devices);
    ports = Set.copyOf(ports);
  }
}
