package nomadops.simulator.json;

import java.time.temporal.ChronoUnit;
import java.util.Map;
import nomadops.simulator.state.Drain;
import nomadops.simulator.state.NodeRow;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A node whole and as a stub in a list.
public final class NodeJson {
  /// The attribute that names a node's Nomad.
  public static final String VERSION_ATTRIBUTE = "nomad.version";

  private static final ObjectNode TEMPLATE = Json.template("node.json");

  /// What a node runs that has no such attribute of its own.
  public static final String VERSION =
      Json.text(TEMPLATE.path("Attributes").path(VERSION_ATTRIBUTE));

  private NodeJson() {}

  public static ObjectNode whole(NodeRow node) {
    ObjectNode json = Json.object();
    json.setAll(TEMPLATE);
    json.put("ID", node.id()).put("Name", node.name()).put("Datacenter", node.datacenter());
    json.put("NodePool", node.pool()).put("NodeClass", node.nodeClass());
    with(json, "Attributes", node.attributes());
    with(json, "Meta", node.meta());
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
    json.set("NodeResources", resources(node));
    json.put("SchedulingEligibility", node.eligibility()).put("Status", node.status());
    json.put("StatusUpdatedAt", node.statusUpdatedAt());
    json.put("CreateIndex", node.createIndex()).put("ModifyIndex", node.modifyIndex());
    return json;
  }

  private static void with(ObjectNode json, String field, Map<String, String> more) {
    if (!more.isEmpty()) {
      ObjectNode all = (ObjectNode) TEMPLATE.path(field).deepCopy();
      more.forEach(all::put);
      json.set(field, all);
    }
  }

  /// A row of `GET /v1/nodes`.
  public static ObjectNode stub(NodeRow node, boolean withResources) {
    ObjectNode json = Json.object();
    json.put("Address", "127.0.0.1").put("ID", node.id()).putNull("Attributes");
    json.put("Datacenter", node.datacenter()).put("Name", node.name()).put("NodePool", node.pool());
    json.put("NodeClass", node.nodeClass())
        .put("Version", node.attributes().getOrDefault(VERSION_ATTRIBUTE, VERSION))
        .put("Drain", node.drain() != null);
    json.put("SchedulingEligibility", node.eligibility())
        .put("Status", node.status())
        .put("StatusDescription", "");
    json.set("Drivers", TEMPLATE.path("Drivers"));
    json.set("HostVolumes", TEMPLATE.path("HostVolumes"));
    if (withResources) {
      json.set("NodeResources", resources(node));
      json.set("ReservedResources", TEMPLATE.path("ReservedResources"));
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

  private static ObjectNode resources(NodeRow node) {
    ObjectNode json = (ObjectNode) TEMPLATE.path("NodeResources").deepCopy();
    json.withObject("Cpu").put("CpuShares", node.cpu());
    json.withObject("Memory").put("MemoryMB", node.memoryMb());
    return json;
  }
}
