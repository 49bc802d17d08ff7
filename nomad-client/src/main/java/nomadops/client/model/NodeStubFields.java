package nomadops.client.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/// Reads a [NodeStub].
final class NodeStubFields extends Fieldwise<NodeStubFields.Gathered, NodeStub> {
  private static final LastDrainFields LAST = new LastDrainFields();

  static final class Gathered {
    private String id = "";
    private String name = "";
    private String address = "";
    private String datacenter = "";
    private String nodePool = "";
    private String nodeClass = "";
    private String version = "";
    private boolean drain;
    private String schedulingEligibility = "";
    private String status = "";
    private String statusDescription = "";
    private Map<String, String> attributes = Map.of();
    private @Nullable LastDrain last;
    private final NodeCapacityFields capacity = new NodeCapacityFields();
    private long createIndex;
    private long modifyIndex;
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "ID" -> g.id = text(json);
      case "Name" -> g.name = text(json);
      case "Address" -> g.address = text(json);
      case "Datacenter" -> g.datacenter = text(json);
      case "NodePool" -> g.nodePool = text(json);
      case "NodeClass" -> g.nodeClass = text(json);
      case "Version" -> g.version = text(json);
      case "Drain" -> g.drain = flag(json);
      case "SchedulingEligibility" -> g.schedulingEligibility = text(json);
      case "Status" -> g.status = text(json);
      case "StatusDescription" -> g.statusDescription = text(json);
      case "Attributes" -> g.attributes = texts(json);
      case "LastDrain" -> g.last = LAST.orNull(json);
      case "CreateIndex" -> g.createIndex = number(json);
      case "ModifyIndex" -> g.modifyIndex = number(json);
      default -> {
        return g.capacity.take(field, json);
      }
    }
    return true;
  }

  @Override
  NodeStub end(Gathered g) {
    return new NodeStub(
        g.id,
        g.name,
        g.address,
        g.datacenter,
        g.nodePool,
        g.nodeClass,
        g.version,
        g.drain,
        g.schedulingEligibility,
        g.status,
        g.statusDescription,
        g.attributes,
        g.last,
        g.capacity.end(),
        g.capacity.driverHealth(),
        g.createIndex,
        g.modifyIndex);
  }
}
