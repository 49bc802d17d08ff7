package nomadops.autoscaler.target.bridge;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The fields of one JSON object, read one by one. A null counts as absent.
///
/// @param path where the object is, for messages; empty for the outermost
record Fields(JsonNode node, String path) {
  private static final int LONGEST = 60;

  boolean has(String name) {
    JsonNode value = node.get(name);
    return value != null && !value.isNull();
  }

  /// A whole number of zero or more.
  int count(String name) {
    String wanted = "a whole number of 0 or more";
    JsonNode value = required(name, wanted);
    if (!value.isInt() || value.intValue() < 0) {
      throw unfit(name, wanted);
    }
    return value.intValue();
  }

  String text(String name, String wanted) {
    JsonNode value = required(name, wanted);
    if (!value.isString() || value.stringValue().isBlank()) {
      throw unfit(name, wanted);
    }
    return value.stringValue();
  }

  Optional<String> optionalText(String name, String wanted) {
    return has(name) ? Optional.of(text(name, wanted)) : Optional.empty();
  }

  boolean flag(String name, boolean otherwise) {
    if (!has(name)) {
      return otherwise;
    }
    if (!node.get(name).isBoolean()) {
      throw unfit(name, "true or false");
    }
    return node.get(name).booleanValue();
  }

  Optional<Instant> time(String name) {
    String wanted = "a time such as 2026-07-01T22:19:58Z";
    return optionalText(name, wanted)
        .map(text -> {
          try {
            return Instant.parse(text);
          } catch (DateTimeException _) {
            throw unfit(name, wanted);
          }
        });
  }

  /// One of an enumeration's, written as `in-service` for `IN_SERVICE`.
  <E extends Enum<E>> E word(String name, Class<E> words) {
    String wanted =
        Stream.of(words.getEnumConstants()).map(Fields::word).collect(Collectors.joining(", "));
    String text = text(name, "one of " + wanted);
    return Stream.of(words.getEnumConstants())
        .filter(word -> word(word).equals(text))
        .findFirst()
        .orElseThrow(() -> unfit(name, "one of " + wanted));
  }

  /// The objects of a list; none when it is absent.
  List<Fields> objects(String name) {
    if (!has(name)) {
      return List.of();
    }
    if (!node.get(name).isArray()) {
      throw unfit(name, "a list");
    }
    List<Fields> objects = new ArrayList<>();
    for (JsonNode element : node.get(name)) {
      String place = at(name) + "[" + objects.size() + "]";
      if (!element.isObject()) {
        throw new Unfit(place, shown(element), "an object");
      }
      objects.add(new Fields(element, place));
    }
    return objects;
  }

  Fields object(String name) {
    if (!node.get(name).isObject()) {
      throw unfit(name, "an object");
    }
    return new Fields(node.get(name), at(name));
  }

  Unfit unfit(String name, String wanted) {
    return new Unfit(at(name), shown(node.get(name)), wanted);
  }

  private JsonNode required(String name, String wanted) {
    if (!has(name)) {
      throw new Unfit(at(name), "missing", wanted);
    }
    return node.get(name);
  }

  private String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }
}
