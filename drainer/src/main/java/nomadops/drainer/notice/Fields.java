package nomadops.drainer.notice;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// The fields of one JSON object, read one by one. A null counts as absent, as AWS means it.
///
/// @param path where the object is, for messages; empty for the outermost
record Fields(JsonNode node, String path) {
  private static final String ISO_TIME = "a time such as 2020-07-01T22:19:58Z";

  boolean has(String name) {
    JsonNode value = node.get(name);
    return value != null && !value.isNull();
  }

  /// A text that must be there.
  ///
  /// @param wanted what it should be, for the message
  String text(String name, String wanted) {
    return optionalText(name, wanted).orElseThrow(() -> new Unfit(at(name), "missing", wanted));
  }

  /// A text that may be absent, but is not blank.
  Optional<String> optionalText(String name, String wanted) {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode value = node.get(name);
    if (!value.isString() || value.stringValue().isBlank()) {
      throw new Unfit(at(name), shown(value), wanted);
    }
    return Optional.of(value.stringValue());
  }

  InstanceId instance(String name) {
    String wanted = "an instance id such as i-0633ac2b0d9769723";
    String id = text(name, wanted);
    try {
      return new InstanceId(id);
    } catch (IllegalArgumentException _) {
      throw new Unfit(at(name), quoted(id), wanted);
    }
  }

  /// An ISO 8601 time that must be there.
  Instant time(String name) {
    return optionalTime(name).orElseThrow(() -> new Unfit(at(name), "missing", ISO_TIME));
  }

  /// An ISO 8601 time that may be absent.
  Optional<Instant> optionalTime(String name) {
    return optionalText(name, ISO_TIME)
        .map(text -> {
          try {
            return Times.sane(Instant.parse(text));
          } catch (DateTimeException _) {
            throw new Unfit(at(name), quoted(text), ISO_TIME);
          }
        });
  }

  Fields object(String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isObject()) {
      throw new Unfit(at(name), value == null ? "missing" : shown(value), "an object");
    }
    return new Fields(value, at(name));
  }

  /// The objects of a list that must not be empty.
  List<Fields> objects(String name, String wanted) {
    JsonNode list = node.get(name);
    if (list == null || !list.isArray() || list.isEmpty()) {
      throw new Unfit(at(name), list == null ? "missing" : shown(list), wanted);
    }
    List<Fields> objects = new ArrayList<>();
    for (JsonNode element : list) {
      String where = at(name) + "[" + objects.size() + "]";
      if (!element.isObject()) {
        throw new Unfit(where, shown(element), "an object");
      }
      objects.add(new Fields(element, where));
    }
    return objects;
  }

  String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  static String quoted(String value) {
    return "'" + Unfit.cut(value) + "'";
  }

  static String shown(JsonNode value) {
    return value.isString()
        ? quoted(value.stringValue())
        : value.isContainer() ? kindOf(value) : Unfit.cut(value.toString());
  }

  private static String kindOf(JsonNode container) {
    String kind = container.isArray() ? "list" : "object";
    return container.isEmpty()
        ? "an empty " + kind
        : "a" + (container.isArray() ? " " : "n ") + kind;
  }
}
