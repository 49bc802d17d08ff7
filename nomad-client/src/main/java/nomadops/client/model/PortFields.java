package nomadops.client.model;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the host's ports of a network:
/// `{"IP":"192.0.2.2","ReservedPorts":[{"Label":"http","Value":8080}],"DynamicPorts":null}`.
final class PortFields extends Fieldwise<List<Integer>, List<Integer>> {
  @Override
  List<Integer> begin() {
    return new ArrayList<>();
  }

  @Override
  boolean take(List<Integer> ports, String field, JsonParser json) {
    switch (field) {
      case "ReservedPorts", "DynamicPorts" -> ports.addAll(mappings(json));
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  List<Integer> end(List<Integer> ports) {
    return ports;
  }

  /// The values of a list of `{"Label":"http","Value":8080}`; one that may be shared by several
  /// allocations (`IgnoreCollision`, Nomad 1.8) is none.
  static List<Integer> mappings(JsonParser json) {
    return list(json, PortFields::mapping).stream().filter(port -> port > 0).toList();
  }

  private static int mapping(JsonParser json) {
    int port = 0;
    boolean shared = false;
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "Value" -> port = small(json);
        case "IgnoreCollision" -> shared = flag(json);
        default -> json.skipChildren();
      }
    }
    return shared ? 0 : port;
  }
}
