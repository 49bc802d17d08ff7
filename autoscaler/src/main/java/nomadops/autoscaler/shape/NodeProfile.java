package nomadops.autoscaler.shape;

import java.util.Map;
import java.util.Set;

/// What a node is, whatever runs on it.
///
/// @param attributes as the client found them, e.g. `kernel.name`
/// @param meta of the client's configuration, or set since
/// @param drivers that are detected and healthy
/// @param hostVolumes by name
/// @param total for allocations: what the node has without what its configuration reserves
/// @param mhzPerCore what a kept core takes from the node's MHz: all of them divided by all cores
public record NodeProfile(
    String nodePool,
    String nodeClass,
    String datacenter,
    Map<String, String> attributes,
    Map<String, String> meta,
    Set<String> drivers,
    Set<String> hostVolumes,
    Resources total,
    long mhzPerCore) {
  public NodeProfile {
    attributes = Map.copyOf(attributes);
    meta = Map.copyOf(meta);
    drivers = Set.copyOf(drivers);
    hostVolumes = Set.copyOf(hostVolumes);
  }

  /// A node of the default pool about which only its size is known; it has every driver that
  /// matters.
  public static NodeProfile of(Resources total) {
    return new NodeProfile("default", "", "dc1", Map.of(), Map.of(), Set.of(), Set.of(), total, 0);
  }
}
