package nomadops.client.model;

import java.util.List;
import tools.jackson.core.JsonParser;

/// Reads a [NodeUpdate].
final class NodeUpdateFields extends Fieldwise<NodeUpdateFields.Gathered, NodeUpdate> {
  static final class Gathered {
    private long nodeModifyIndex;
    private List<String> evalIds = List.of();
    private long evalCreateIndex;
    private long index;
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "NodeModifyIndex" -> g.nodeModifyIndex = number(json);
      case "EvalIDs" -> g.evalIds = list(json, Fieldwise::text);
      case "EvalCreateIndex" -> g.evalCreateIndex = number(json);
      case "Index" -> g.index = number(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  NodeUpdate end(Gathered g) {
    return new NodeUpdate(g.nodeModifyIndex, g.evalIds, g.evalCreateIndex, g.index);
  }
}
