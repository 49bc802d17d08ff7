package nomadops.client.model;

import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads `NodeResources` and `ReservedResources`, which name the cores differently:
/// `{"Cpu":{"CpuShares":4000,"TotalCpuCores":2,"ReservableCpuCores":[0,1]},"Memory":{"MemoryMB":8192},"Disk":{"DiskMB":9000},"Devices":null}`.
final class NodeResourcesFields extends Fieldwise<NodeResourcesFields.Gathered, NodeResources> {
  private static final NodeDeviceFields DEVICE = new NodeDeviceFields();

  static final class Gathered {
    private long cpuShares;
    private int totalCores;
    private List<Integer> cores = List.of();
    private long memoryMb;
    private long diskMb;
    private List<NodeDevice> devices = List.of();
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "Cpu", "Memory", "Disk" -> part(g, json);
      case "Devices" -> g.devices = list(json, DEVICE::object);
      default -> {
        return false;
      }
    }
    return true;
  }

  /// One level deeper; the names are unique over all parts.
  private static void part(Gathered g, JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "CpuShares" -> g.cpuShares = number(json);
        case "TotalCpuCores" -> g.totalCores = small(json);
        case "ReservableCpuCores", "ReservedCpuCores" -> g.cores = list(json, Fieldwise::small);
        case "MemoryMB" -> g.memoryMb = number(json);
        case "DiskMB" -> g.diskMb = number(json);
        default -> json.skipChildren();
      }
    }
  }

  @Override
  NodeResources end(Gathered g) {
    return new NodeResources(
        g.cpuShares, g.totalCores, Set.copyOf(g.cores), g.memoryMb, g.diskMb, g.devices);
  }
}
