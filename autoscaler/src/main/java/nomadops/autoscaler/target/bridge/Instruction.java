package nomadops.autoscaler.target.bridge;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What a group is told, or asked.
sealed interface Instruction {
  record Read() implements Instruction {}

  record Resize(int from, int to) implements Instruction {}

  record End(String instance) implements Instruction {}

  record Replace(String instance) implements Instruction {}

  record Claim(String owner) implements Instruction {}

  /// Its word in a document and as an argument.
  default String word() {
    return switch (this) {
      case Read _ -> "read";
      case Resize _ -> "resize";
      case End _ -> "end";
      case Replace _ -> "replace";
      case Claim _ -> "claim";
    };
  }

  /// For people.
  default String said() {
    return switch (this) {
      case Read _ -> "read";
      case Resize(int from, int to) -> "resize from " + from + " to " + to;
      case End(String instance) -> "end " + instance;
      case Replace(String instance) -> "replace " + instance;
      case Claim(String owner) -> "claim for \"" + owner + "\"";
    };
  }

  /// Such as `{"action":"resize","group":"batch","id":"...","from":3,"to":5}`.
  ///
  /// @param id the same in every repeat
  default byte[] json(String group, String id) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("action", word());
    fields.put("group", group);
    fields.put("id", id);
    switch (this) {
      case Read _ -> {}
      case Resize(int from, int to) -> {
        fields.put("from", from);
        fields.put("to", to);
      }
      case End(String instance) -> fields.put("instance", instance);
      case Replace(String instance) -> fields.put("instance", instance);
      case Claim(String owner) -> fields.put("owner", owner);
    }
    return new JsonMapper().writeValueAsBytes(fields);
  }
}
