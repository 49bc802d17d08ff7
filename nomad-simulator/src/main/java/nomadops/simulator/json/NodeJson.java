package nomadops.simulator.json;

import java.time.temporal.ChronoUnit;
import nomadops.simulator.state.Drain;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.NodeSpec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A node whole and as a stub in a list.
public final class NodeJson {
  /// The attribute that names a node's Nomad.
  public static final String VERSION_ATTRIBUTE = "nomad.version";

  private static final ObjectNode TEMPLATE = Json.template("node.json");
  private static final ObjectNode DRIVER = TEMPLATE.withObject("Drivers").withObject("mock_driver");

  /// What a node runs that has no such attribute of its own.
  public static final String VERSION =
      Json.text(TEMPLATE.path("Attributes").path(VERSION_ATTRIBUTE));

  private NodeJson() {}

  public static ObjectNode whole(NodeRow node) {
    ObjectNode json = Json.object();
    json.setAll(TEMPLATE);
    NodeSpec spec = node.spec();
    json.put("ID", node.id()).put("Name", node.name()).put("Datacenter", spec.datacenter());
    json.put("NodePool", spec.pool()).put("NodeClass", spec.nodeClass());
    json.put("ComputedClass", node.computedClass()).put("NodeMaxAllocs", spec.maxAllocs());
    ObjectNode attributes = json.putObject("Attributes");
    NodeAttributes.all(spec).forEach(attributes::put);
    if (!spec.meta().isEmpty()) {
      ObjectNode meta = (ObjectNode) TEMPLATE.path("Meta").deepCopy();
      spec.meta().forEach(meta::put);
      json.set("Meta", meta);
    }
    json.set("Drivers", drivers(spec));
    json.put("Drain", node.drain() != null);
    Drain drain = node.drain();
    if (drain == null) {
      json.putNull("DrainStrategy");
    } else {
      json.set("DrainStrategy", strategy(drain));
    }
    last(json, node);
    ArrayNode events = json.putArray("Events");
    for (NodeRow.Note note : node.notes()) {
      ObjectNode event = events.addObject();
      event.put("Message", note.message()).put("Subsystem", note.subsystem()).putNull("Details");
      event.put("Timestamp", note.timestamp()).put("CreateIndex", note.createIndex());
    }
    json.set("NodeResources", NodeResources.all(spec));
    json.set("ReservedResources", NodeResources.reserved(spec));
    json.put("SchedulingEligibility", node.eligibility()).put("Status", node.status());
    json.put("StatusUpdatedAt", node.statusUpdatedAt());
    json.put("CreateIndex", node.createIndex()).put("ModifyIndex", node.modifyIndex());
    return json;
  }

  private static ObjectNode drivers(NodeSpec spec) {
    ObjectNode json = Json.object();
    for (String driver : spec.drivers()) {
      ObjectNode info = DRIVER.deepCopy();
      info.putObject("Attributes").put("driver." + driver, "true");
      json.set(driver, info);
    }
    spec.ailing()
        .forEach((driver, detected) -> {
          ObjectNode info = DRIVER.deepCopy();
          info.putNull("Attributes").put("Detected", detected).put("Healthy", false);
          json.set(driver, info.put("HealthDescription", detected ? "Driver is unhealthy" : ""));
        });
    return json;
  }

  /// A row of `GET /v1/nodes`.
  public static ObjectNode stub(NodeRow node, boolean withResources) {
    ObjectNode json = Json.object();
    json.put("Address", "127.0.0.1").put("ID", node.id()).putNull("Attributes");
    NodeSpec spec = node.spec();
    json.put("Datacenter", spec.datacenter()).put("Name", node.name()).put("NodePool", spec.pool());
    json.put("NodeClass", spec.nodeClass())
        .put("Version", spec.attributes().getOrDefault(VERSION_ATTRIBUTE, VERSION))
        .put("Drain", node.drain() != null);
    json.put("SchedulingEligibility", node.eligibility())
        .put("Status", node.status())
        .put("StatusDescription", "");
    json.set("Drivers", drivers(spec));
    json.set("HostVolumes", TEMPLATE.path("HostVolumes"));
    if (withResources) {
      json.set("NodeResources", NodeResources.all(spec));
      json.set("ReservedResources", NodeResources.reserved(spec));
    } else {
      json.putNull("NodeResources").putNull("ReservedResources");
    }
    last(json, node);
    json.put("CreateIndex", node.createIndex()).put("ModifyIndex", node.modifyIndex());
    return json;
  }

  private static ObjectNode strategy(Drain drain) {
    ObjectNode json = Json.object();
    json.put("Deadline", drain.deadlineNanos()).put("IgnoreSystemJobs", drain.ignoreSystemJobs());
    json.put(
        "ForceDeadline",
        drain.forceDeadline() == null ? "0001-01-01T00:00:00Z" : "" + drain.forceDeadline());
    return json.put("StartedAt", drain.startedAt().toString());
  }

  private static void last(ObjectNode json, NodeRow node) {
    Drain.Last last = node.lastDrain();
    if (last == null) {
      json.putNull("LastDrain");
      return;
    }
    ObjectNode drained = json.putObject("LastDrain");
    drained.put("StartedAt", last.startedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    drained.put("UpdatedAt", last.updatedAt().truncatedTo(ChronoUnit.SECONDS).toString());
    drained.put("Status", last.status()).put("AccessorID", last.accessor());
    if (last.meta().isEmpty()) {
      drained.putNull("Meta");
    } else {
      ObjectNode meta = drained.putObject("Meta");
      last.meta().forEach(meta::put);
    }
  }
}
