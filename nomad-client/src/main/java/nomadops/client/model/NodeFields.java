package nomadops.client.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/// Reads a [Node].
final class NodeFields extends Fieldwise<NodeFields.Gathered, Node> {
  private static final DrainStrategyFields STRATEGY = new DrainStrategyFields();
  private static final LastDrainFields LAST = new LastDrainFields();
  private static final NodeEventFields EVENT = new NodeEventFields();

  static final class Gathered {
    private String id = "";
    private String name = "";
    private String httpAddress = "";
    private String datacenter = "";
    private String nodePool = "";
    private String nodeClass = "";
    private boolean drain;
    private @Nullable DrainStrategy strategy;
    private @Nullable LastDrain last;
    private String schedulingEligibility = "";
    private String status = "";
    private String statusDescription = "";
    private long statusUpdatedAt;
    private Map<String, String> attributes = Map.of();
    private Map<String, String> meta = Map.of();
    private final NodeCapacityFields capacity = new NodeCapacityFields();
    private List<NodeEvent> events = List.of();
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
      case "HTTPAddr" -> g.httpAddress = text(json);
      case "Datacenter" -> g.datacenter = text(json);
      case "NodePool" -> g.nodePool = text(json);
      case "NodeClass" -> g.nodeClass = text(json);
      case "Drain" -> g.drain = flag(json);
      case "DrainStrategy" -> g.strategy = STRATEGY.orNull(json);
      case "LastDrain" -> g.last = LAST.orNull(json);
      case "SchedulingEligibility" -> g.schedulingEligibility = text(json);
      case "Status" -> g.status = text(json);
      case "StatusDescription" -> g.statusDescription = text(json);
      case "StatusUpdatedAt" -> g.statusUpdatedAt = number(json);
      case "Attributes" -> g.attributes = texts(json);
      case "Meta" -> g.meta = texts(json);
      case "Events" -> g.events = list(json, EVENT::object);
      case "CreateIndex" -> g.createIndex = number(json);
      case "ModifyIndex" -> g.modifyIndex = number(json);
      default -> {
        return g.capacity.take(field, json);
      }
    }
    return true;
  }

  @Override
  Node end(Gathered g) {
    return new Node(
        g.id,
        g.name,
        g.httpAddress,
        g.datacenter,
        g.nodePool,
        g.nodeClass,
        g.drain,
        g.strategy,
        g.last,
        g.schedulingEligibility,
        g.status,
        g.statusDescription,
        g.statusUpdatedAt,
        g.attributes,
        g.meta,
        g.capacity.end(),
        g.capacity.driverHealth(),
        g.events,
        g.createIndex,
        g.modifyIndex);
  }
}
