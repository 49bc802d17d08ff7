package nomadops.simulator.contract;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Job specifications with one group `g` and one task `work`.
final class Specs {
  private Specs() {}

  /// A batch job that asks for no allocation: it is dead as soon as it has been evaluated.
  static ObjectNode batch(String id) {
    ObjectNode job =
        Answer.JSON
            .createObjectNode()
            .put("ID", id)
            .put("Name", id)
            .put("Type", "batch")
            .put("Priority", 50);
    job.putArray("Datacenters").add("*");
    job.putObject("Meta").put("team", "build");
    ObjectNode group = job.putArray("TaskGroups").addObject().put("Name", "g").put("Count", 0);
    group
        .putObject("RestartPolicy")
        .put("Attempts", 0)
        .put("Mode", "fail")
        .put("Interval", 86_400_000_000_000L)
        .put("Delay", 15_000_000_000L);
    group.putObject("ReschedulePolicy").put("Attempts", 0).put("Unlimited", false);
    ObjectNode task =
        group.putArray("Tasks").addObject().put("Name", "work").put("Driver", "mock_driver");
    task.putObject("Config").put("run_for", "1ms");
    task.putObject("Resources").put("CPU", 20).put("MemoryMB", 16);
    task.putObject("LogConfig").put("MaxFiles", 1).put("MaxFileSizeMB", 1).put("Disabled", true);
    return job;
  }

  static ObjectNode service(String id) {
    ObjectNode job = batch(id).put("Type", "service");
    ((ObjectNode) job.at("/TaskGroups/0")).remove("ReschedulePolicy");
    ((ObjectNode) job.at("/TaskGroups/0")).remove("RestartPolicy");
    return job;
  }

  static ObjectNode running(String id, int count, String runFor) {
    ObjectNode job = batch(id);
    ((ObjectNode) job.at("/TaskGroups/0")).put("Count", count);
    ((ObjectNode) job.at("/TaskGroups/0/Tasks/0/Config")).put("run_for", runFor);
    return job;
  }

  /// Fires once a year, so not during a test.
  static ObjectNode periodic(String id) {
    ObjectNode job = batch(id);
    job.putObject("Periodic").put("Enabled", true).put("SpecType", "cron").put("Spec", "0 0 1 1 *");
    return job;
  }

  static ObjectNode parameterized(String id) {
    ObjectNode job = batch(id);
    job.putObject("ParameterizedJob").put("Payload", "optional").putArray("MetaOptional").add("k");
    return job;
  }

  static ObjectNode meta(ObjectNode job, Map<String, String> meta) {
    ObjectNode node = job.putObject("Meta");
    meta.forEach(node::put);
    return job;
  }
}
