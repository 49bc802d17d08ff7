package nomadops.client.model;

import java.util.List;
import java.util.Map;

/// What one task of an allocation takes.
///
/// @param cores how many it keeps for itself
/// @param devices instances, by `vendor/type/name`
record AllocatedTask(
    long cpuShares, int cores, long memoryMb, Map<String, Integer> devices, List<Integer> ports) {}
