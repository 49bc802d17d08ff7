package nomadops.simulator.cluster;

import nomadops.simulator.json.JobSpecs;
import nomadops.simulator.json.Json;
import tools.jackson.databind.node.ObjectNode;

/// Specifications that seeded jobs share: one group `g` with one task `work`.
final class SeedSpecs {
  private SeedSpecs() {}

  static ObjectNode of(String type, int count) {
    return JobSpecs.complete(submitted(type, count));
  }

  /// One that waits to be dispatched, or was.
  static ObjectNode parameterized() {
    ObjectNode job = submitted("batch", 1);
    job.putObject("ParameterizedJob").put("Payload", "optional");
    return JobSpecs.complete(job);
  }

  static ObjectNode submitted(String type, int count) {
    ObjectNode job = Json.object();
    job.put("ID", "").put("Name", "").put("Type", type).put("Priority", 50);
    job.putArray("Datacenters").add("*");
    ObjectNode group = job.putArray("TaskGroups").addObject();
    group.put("Name", "g").put("Count", count);
    ObjectNode task = group.putArray("Tasks").addObject();
    task.put("Name", "work").put("Driver", "mock_driver");
    task.putObject("Config").put("run_for", type.equals("service") ? "10000h" : "1s");
    task.putObject("Resources").put("CPU", 20).put("MemoryMB", 16);
    return job;
  }
}
