package nomadops.runtime.config;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A list; every faulty item is reported.
record ListParser<T>(ValueParser<T> item) implements ValueParser<List<T>> {

  @Override
  public List<T> parse(Node node) throws BadValue {
    List<T> values = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    List<Node> items = items(node);
    for (int i = 0; i < items.size(); i++) {
      try {
        values.add(item.parse(items.get(i)));
      } catch (BadValue e) {
        problems.addAll(e.within("[" + i + "]"));
      }
    }
    if (!problems.isEmpty()) {
      throw new BadValue(problems);
    }
    return List.copyOf(values);
  }

  private List<Node> items(Node node) throws BadValue {
    return switch (node) {
      case Node.Sequence(List<Node> items, Position _) -> items;
      case Node.Scalar scalar when scalar.isNull() -> List.of();
      case Node.Scalar scalar when !structured() -> split(scalar);
      default ->
          throw BadValue.at(
              node, "is " + node.shown() + " where a list belongs", "start each item with \"- \"");
    };
  }

  private static List<Node> split(Node.Scalar scalar) {
    List<Node> parts = new ArrayList<>();
    for (String part : scalar.text().split(",", -1)) {
      if (!part.isBlank()) {
        parts.add(new Node.Scalar(part.strip(), true, scalar.position()));
      }
    }
    return parts;
  }

  private boolean structured() {
    return item instanceof MappingParser || item instanceof ListParser;
  }

  @Override
  public Node fromText(String text, Position position) throws BadValue {
    return structured()
        ? MappingParser.yaml(text, position)
        : new Node.Scalar(text, true, position);
  }

  @Override
  public String kind() {
    return structured() ? "list" : item.kind() + ",...";
  }

  @Override
  public String show(List<T> value) {
    String joined =
        value.stream().map(item::show).collect(Collectors.joining(structured() ? ", " : ","));
    return structured() ? "[" + joined + "]" : joined;
  }
}
