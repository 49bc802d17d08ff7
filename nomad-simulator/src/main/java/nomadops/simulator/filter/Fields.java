package nomadops.simulator.filter;

import tools.jackson.databind.JsonNode;

/// A row as a filter sees it: its top-level fields by name.
@FunctionalInterface
public interface Fields {
  /// The field's value; a missing node when rows have no such field.
  JsonNode get(String name);
}
