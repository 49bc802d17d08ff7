package nomadops.simulator.json;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Fills a submitted job up with the defaults that a server adds.
public final class JobSpecs {
  private static final ObjectNode JOB = Json.template("job.json");
  private static final ObjectNode GROUP = Json.template("group.json");
  private static final ObjectNode TASK = Json.template("task.json");
  private static final ObjectNode SERVICE = Json.template("service.json");
  private static final ObjectNode PERIODIC = SERVICE.withObject("Periodic");
  private static final ObjectNode PARAMETERIZED = SERVICE.withObject("ParameterizedJob");

  private JobSpecs() {}

  public static ObjectNode complete(JsonNode submitted) {
    ObjectNode job = merge(JOB, submitted);
    String type = Json.text(job.path("Type"));
    if (Json.text(job.path("Name")).isEmpty()) {
      job.put("Name", Json.text(job.path("ID")));
    }
    if (Json.text(job.path("NodePool")).isEmpty()) {
      job.put("NodePool", "default");
    }
    if (submitted.path("Periodic").isObject()) {
      job.set("Periodic", merge(PERIODIC, submitted.path("Periodic")));
    }
    if (submitted.path("ParameterizedJob").isObject()) {
      ObjectNode parameterized = merge(PARAMETERIZED, submitted.path("ParameterizedJob"));
      job.set("ParameterizedJob", parameterized);
    }
    if (job.path("Meta").isObject() && job.path("Meta").isEmpty()) {
      job.putNull("Meta");
    }
    if (type.equals("service") || type.equals("system")) {
      job.set("Update", SERVICE.path("JobUpdate").deepCopy());
    }
    ArrayNode groups = Json.MAPPER.createArrayNode();
    for (JsonNode group : submitted.path("TaskGroups")) {
      groups.add(group(type, group));
    }
    job.set("TaskGroups", groups);
    return job;
  }

  private static ObjectNode group(String type, JsonNode submitted) {
    ObjectNode base = GROUP.deepCopy();
    if (type.equals("service") || type.equals("system")) {
      base.set("RestartPolicy", SERVICE.path("RestartPolicy").deepCopy());
      base.set("Update", SERVICE.path("Update").deepCopy());
    }
    if (type.equals("service")) {
      base.set("Migrate", SERVICE.path("Migrate").deepCopy());
      base.set("ReschedulePolicy", SERVICE.path("ReschedulePolicy").deepCopy());
    }
    if (type.equals("system") || type.equals("sysbatch")) {
      base.putNull("ReschedulePolicy");
    }
    ObjectNode group = merge(base, submitted);
    ArrayNode tasks = Json.MAPPER.createArrayNode();
    for (JsonNode task : submitted.path("Tasks")) {
      ObjectNode complete = merge(TASK, task);
      // The default for CPU is for those tasks alone that keep no cores.
      if (complete.at("/Resources/Cores").asInt(0) > 0 && !task.at("/Resources/CPU").isNumber()) {
        complete.withObject("Resources").put("CPU", 0);
      }
      if (complete.path("RestartPolicy").isNull()) {
        complete.set("RestartPolicy", group.path("RestartPolicy").deepCopy());
      }
      tasks.add(complete);
    }
    group.set("Tasks", tasks);
    return group;
  }

  /// The base's keys with the submitted values; keys that Nomad does not know are dropped, as it
  /// does.
  private static ObjectNode merge(ObjectNode base, JsonNode submitted) {
    ObjectNode result = base.deepCopy();
    for (Map.Entry<String, JsonNode> entry : base.properties()) {
      JsonNode given = submitted.path(entry.getKey());
      if (given.isMissingNode() || given.isNull()) {
        continue;
      }
      boolean fixedShape =
          entry.getValue().isObject() && !entry.getValue().isEmpty() && given.isObject();
      result.set(
          entry.getKey(),
          fixedShape ? merge((ObjectNode) entry.getValue(), given) : given.deepCopy());
    }
    return result;
  }
}
