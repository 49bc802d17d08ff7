package nomadops.client.model;

import tools.jackson.core.JsonParser;

/// Reads a [NodeEvent].
final class NodeEventFields extends Fieldwise<NodeEventFields.Gathered, NodeEvent> {
  static final class Gathered {
    private String message = "";
    private String subsystem = "";
    private long createIndex;
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "Message" -> g.message = text(json);
      case "Subsystem" -> g.subsystem = text(json);
      case "CreateIndex" -> g.createIndex = number(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  NodeEvent end(Gathered g) {
    return new NodeEvent(g.message, g.subsystem, g.createIndex);
  }
}
