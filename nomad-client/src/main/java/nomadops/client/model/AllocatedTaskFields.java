package nomadops.client.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads an [AllocatedTask]:
/// `{"Cpu":{"CpuShares":20,"ReservedCores":[3]},"Memory":{"MemoryMB":16},"Networks":null,"Devices":[{"Vendor":"nvidia","Type":"gpu","Name":"T4","DeviceIDs":["a"]}]}`.
final class AllocatedTaskFields extends Fieldwise<AllocatedTaskFields.Gathered, AllocatedTask> {
  private static final PortFields PORTS = new PortFields();
  private static final DeviceFields DEVICE = new DeviceFields();

  static final class Gathered {
    private long cpuShares;
    private int cores;
    private long memoryMb;
    private final Map<String, Integer> devices = new HashMap<>();
    private final List<Integer> ports = new ArrayList<>();
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "Cpu", "Memory" -> part(g, json);
      case "Networks" -> list(json, PORTS::object).forEach(g.ports::addAll);
      case "Devices" -> {
        for (Device device : list(json, DEVICE::object)) {
          g.devices.merge(device.name(), device.instances(), Integer::sum);
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

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
        case "ReservedCores" -> g.cores = list(json, Fieldwise::small).size();
        case "MemoryMB" -> g.memoryMb = number(json);
        default -> json.skipChildren();
      }
    }
  }

  @Override
  AllocatedTask end(Gathered g) {
    return new AllocatedTask(g.cpuShares, g.cores, g.memoryMb, g.devices, g.ports);
  }

  /// Instances of one device.
  private record Device(String name, int instances) {}

  private static final class DeviceFields extends Fieldwise<DeviceFields.Named, Device> {
    static final class Named {
      private String vendor = "";
      private String type = "";
      private String name = "";
      private int instances;
    }

    @Override
    Named begin() {
      return new Named();
    }

    @Override
    boolean take(Named g, String field, JsonParser json) {
      switch (field) {
        case "Vendor" -> g.vendor = text(json);
        case "Type" -> g.type = text(json);
        case "Name" -> g.name = text(json);
        case "DeviceIDs" -> g.instances = list(json, Fieldwise::text).size();
        default -> {
          return false;
        }
      }
      return true;
    }

    @Override
    Device end(Named g) {
      return new Device(g.vendor + "/" + g.type + "/" + g.name, g.instances);
    }
  }
}
