package nomadops.simulator.json;

import nomadops.simulator.state.AllocRow;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Where an allocation's own group and tasks lie in its job.
final class Allocs {
  private Allocs() {}

  static JsonNode group(AllocRow alloc) {
    for (JsonNode group : alloc.job().spec().path("TaskGroups")) {
      if (Json.text(group.path("Name")).equals(alloc.group())) {
        return group;
      }
    }
    return MissingNode.getInstance();
  }

  static JsonNode tasks(AllocRow alloc) {
    return group(alloc).path("Tasks");
  }
}
