package nomadops.autoscaler.cli;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import nomadops.runtime.config.BadValue;
import nomadops.runtime.config.Node;
import nomadops.runtime.config.Parsers;
import nomadops.runtime.config.Position;
import nomadops.runtime.config.ValueParser;

/// A mapping with any keys, whose values are texts, e.g. a node's attributes.
record Texts(String kind) implements ValueParser<Map<String, String>> {
  static ValueParser<Map<String, String>> of(String kind) {
    return new Texts(kind);
  }

  @Override
  public Map<String, String> parse(Node node) throws BadValue {
    if (!(node instanceof Node.Mapping mapping)) {
      throw BadValue.at(
          node, "is " + node.shown() + " where " + kind + " belong", "write e.g. {key: value}");
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Node.Entry entry : mapping.entries()) {
      texts.put(entry.key(), Parsers.string().parse(entry.value()));
    }
    return texts;
  }

  @Override
  public Node fromText(String text, Position position) throws BadValue {
    throw new IllegalStateException("only within another mapping");
  }

  /// The same as numbers.
  static Map<String, Integer> counts(Map<String, String> texts) {
    Map<String, Integer> counts = new HashMap<>();
    texts.forEach((name, text) -> {
      try {
        counts.put(name, Integer.parseInt(text));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "devices: " + name + " is \"" + text + "\"; write how many, e.g. 1", e);
      }
    });
    return counts;
  }
}
