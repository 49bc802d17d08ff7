package nomadops.simulator.json;

import java.util.List;
import nomadops.simulator.state.AllocRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An allocation's resources in the four shapes in which Nomad repeats them.
final class AllocResources {
  private AllocResources() {}

  static ObjectNode allocated(AllocRow alloc) {
    ObjectNode json = Json.object();
    ObjectNode tasks = json.putObject("Tasks");
    ObjectNode lifecycles = json.putObject("TaskLifecycles");
    for (JsonNode task : Allocs.tasks(alloc)) {
      String name = Json.text(task.path("Name"));
      ObjectNode row = tasks.putObject(name);
      List<Integer> cores = alloc.granted().coresOf(name);
      ObjectNode cpu = row.putObject("Cpu");
      if (cores.isEmpty()) {
        cpu.put("CpuShares", task.path("Resources").path("CPU").asInt(0));
        cpu.putNull("ReservedCores");
      } else {
        cpu.put("CpuShares", cores.size() * alloc.granted().mhzPerCore());
        cores.forEach(cpu.putArray("ReservedCores")::add);
      }
      ObjectNode memory = row.putObject("Memory");
      // The maximum counts only where the scheduler configuration allows oversubscription.
      memory.put("MemoryMB", memoryMb(task)).put("MemoryMaxMB", 0);
      row.putNull("Networks").putNull("Devices");
      lifecycles.set(name, task.path("Lifecycle"));
    }
    ObjectNode shared = json.putObject("Shared");
    shared.putNull("Networks").put("DiskMB", disk(alloc));
    ports(shared, Allocs.group(alloc).path("Networks").path(0).path("ReservedPorts"));
    return json;
  }

  private static void ports(ObjectNode shared, JsonNode reserved) {
    if (reserved.isEmpty()) {
      shared.putNull("Ports");
      return;
    }
    ArrayNode ports = shared.putArray("Ports");
    for (JsonNode port : reserved) {
      ObjectNode row = ports.addObject();
      row.put("Label", Json.text(port.path("Label"))).put("Value", port.path("Value").asInt(0));
      row.put("To", port.path("To").asInt(0)).put("HostIP", "192.0.2.2");
      row.put("IgnoreCollision", false);
    }
  }

  private static int memoryMb(JsonNode task) {
    JsonNode resources = task.path("Resources");
    return resources.path("MemoryMB").asInt(0) + resources.path("SecretsMB").asInt(0);
  }

  static ObjectNode total(AllocRow alloc) {
    int cpu = 0;
    int memory = 0;
    for (JsonNode task : Allocs.tasks(alloc)) {
      cpu += task.path("Resources").path("CPU").asInt(0);
      memory += task.path("Resources").path("MemoryMB").asInt(0);
    }
    return resources(cpu, memory, memory, disk(alloc));
  }

  static ObjectNode shared(AllocRow alloc) {
    return resources(0, 0, 0, disk(alloc));
  }

  static ObjectNode byTask(AllocRow alloc) {
    ObjectNode json = Json.object();
    for (JsonNode task : Allocs.tasks(alloc)) {
      json.set(Json.text(task.path("Name")), task.path("Resources"));
    }
    return json;
  }

  private static int disk(AllocRow alloc) {
    return Allocs.group(alloc).path("EphemeralDisk").path("SizeMB").asInt(300);
  }

  private static ObjectNode resources(int cpu, int memory, int memoryMax, int disk) {
    ObjectNode json = Json.object();
    json.put("CPU", cpu).put("Cores", 0).put("MemoryMB", memory).put("MemoryMaxMB", memoryMax);
    json.put("DiskMB", disk).put("IOPS", 0);
    json.putNull("Networks").putNull("Devices").putNull("NUMA");
    return json.put("SecretsMB", 0);
  }
}
