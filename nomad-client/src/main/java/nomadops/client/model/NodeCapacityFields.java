package nomadops.client.model;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;

/// The fields of a node, or of its row in a list, that tell its [NodeCapacity]. They stand among
/// the others, so whoever reads a node asks here first.
final class NodeCapacityFields {
  private static final NodeResourcesFields RESOURCES = new NodeResourcesFields();

  private NodeResources total = NodeResources.NONE;
  private NodeResources reserved = NodeResources.NONE;
  private Map<String, DriverHealth> drivers = Map.of();
  private Set<String> hostVolumes = Set.of();
  private int maxAllocs;

  /// As [Fieldwise#take].
  boolean take(String field, JsonParser json) {
    switch (field) {
      case "NodeResources" -> total = RESOURCES.objectOr(NodeResources.NONE, json);
      case "ReservedResources" -> reserved = RESOURCES.objectOr(NodeResources.NONE, json);
      case "Drivers" -> drivers = DriverHealthFields.all(json);
      case "HostVolumes" -> hostVolumes = Fieldwise.map(json, Fieldwise::present).keySet();
      case "NodeMaxAllocs" -> maxAllocs = Fieldwise.small(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Set<String> usable(Map<String, DriverHealth> all) {
    Set<String> names = new HashSet<>();
    all.forEach((name, health) -> {
      if (health.usable()) {
        names.add(name);
      }
    });
    return names;
  }

  NodeCapacity end() {
    return new NodeCapacity(total, reserved, usable(drivers), hostVolumes, maxAllocs);
  }

  /// What it says of each driver, the unusable ones included.
  Map<String, DriverHealth> driverHealth() {
    return drivers;
  }
}
