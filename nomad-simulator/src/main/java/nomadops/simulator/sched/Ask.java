package nomadops.simulator.sched;

import nomadops.simulator.state.AllocRow;
import tools.jackson.databind.JsonNode;

/// What one allocation of a group needs.
record Ask(int cpu, int memoryMb) {
  static Ask of(JsonNode group) {
    int cpu = 0;
    int memory = 0;
    for (JsonNode task : group.path("Tasks")) {
      cpu += task.path("Resources").path("CPU").asInt(100);
      memory += task.path("Resources").path("MemoryMB").asInt(300);
    }
    return new Ask(cpu, memory);
  }

  static Ask of(AllocRow alloc) {
    for (JsonNode group : alloc.job().spec().path("TaskGroups")) {
      if (group.path("Name").asString("").equals(alloc.group())) {
        return of(group);
      }
    }
    return new Ask(0, 0);
  }
}
