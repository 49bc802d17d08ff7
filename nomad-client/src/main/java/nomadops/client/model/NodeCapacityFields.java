package nomadops.client.model;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;

/// The fields of a node, or of its row in a list, that tell its [NodeCapacity]. They stand among
/// the others, so whoever reads a node asks here first.
final class NodeCapacityFields {
  private static final NodeResourcesFields RESOURCES = new NodeResourcesFields();
  private static final HealthFields HEALTH = new HealthFields();

  private NodeResources total = NodeResources.NONE;
  private NodeResources reserved = NodeResources.NONE;
  private Set<String> drivers = Set.of();
  private Set<String> hostVolumes = Set.of();
  private int maxAllocs;

  /// As [Fieldwise#take].
  boolean take(String field, JsonParser json) {
    switch (field) {
      case "NodeResources" -> total = RESOURCES.objectOr(NodeResources.NONE, json);
      case "ReservedResources" -> reserved = RESOURCES.objectOr(NodeResources.NONE, json);
      case "Drivers" ->
          drivers = healthy(Fieldwise.map(json, health -> HEALTH.objectOr(false, health)));
      case "HostVolumes" -> hostVolumes = Fieldwise.map(json, Fieldwise::present).keySet();
      case "NodeMaxAllocs" -> maxAllocs = Fieldwise.small(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Set<String> healthy(Map<String, Boolean> all) {
    Set<String> names = new HashSet<>();
    all.forEach((name, healthy) -> {
      if (healthy) {
        names.add(name);
      }
    });
    return names;
  }

  NodeCapacity end() {
    return new NodeCapacity(total, reserved, drivers, hostVolumes, maxAllocs);
  }

  /// Whether a driver can be used: `{"Detected":true,"Healthy":true}`.
  private static final class HealthFields extends Fieldwise<boolean[], Boolean> {
    @Override
    boolean[] begin() {
      return new boolean[2];
    }

    @Override
    boolean take(boolean[] good, String field, JsonParser json) {
      switch (field) {
        case "Detected" -> good[0] = flag(json);
        case "Healthy" -> good[1] = flag(json);
        default -> {
          return false;
        }
      }
      return true;
    }

    @Override
    Boolean end(boolean[] good) {
      return good[0] && good[1];
    }
  }
}
