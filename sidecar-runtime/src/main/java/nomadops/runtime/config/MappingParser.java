package nomadops.runtime.config;

import java.util.List;
import java.util.Optional;

/// A mapping with known fields; the flag or environment form is YAML flow style, e.g. `{keep-for:
/// 4h}`.
record MappingParser<T>(String kind, Shape.Reader<T> reader) implements ValueParser<T> {

  @Override
  public T parse(Node node) throws BadValue {
    if (node instanceof Node.Mapping mapping) {
      return Shape.read(kind, mapping, reader);
    }
    throw BadValue.at(
        node,
        "is " + node.shown() + " where a " + kind + " belongs",
        "write its fields as \"key: value\"");
  }

  @Override
  public Node fromText(String text, Position position) throws BadValue {
    return yaml(text, position);
  }

  static Node yaml(String text, Position position) throws BadValue {
    Optional<Node> node = YamlFile.parse(position.source(), text);
    if (node.isEmpty()) {
      throw new BadValue(List.of(new Problem(position, "", "has no value", "write YAML")));
    }
    return node.get();
  }
}
