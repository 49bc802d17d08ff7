package nomadops.runtime.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Turns one composed YAML document into [Node]s, checking what a composer leaves to its caller:
/// duplicate keys, keys that are not text, aliases that contain themselves, aliases that multiply.
final class YamlNodes {
  private static final int MOST_NODES = 100_000;

  private final String name;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<org.snakeyaml.engine.v2.nodes.Node> open =
      Collections.newSetFromMap(new IdentityHashMap<>());
  private int count;

  YamlNodes(String name) {
    this.name = name;
  }

  Node convert(org.snakeyaml.engine.v2.nodes.Node root) throws BadValue {
    Node node = node(root);
    if (!problems.isEmpty()) {
      throw new BadValue(problems);
    }
    return node;
  }

  private Node node(org.snakeyaml.engine.v2.nodes.Node raw) throws BadValue {
    Position position = position(raw);
    count++;
    if (count > MOST_NODES) {
      throw fault(position, "aliases make this document too large");
    }
    if (!open.add(raw)) {
      throw fault(position, "an alias contains itself");
    }
    try {
      return switch (raw) {
        case ScalarNode scalar -> new Node.Scalar(scalar.getValue(), !scalar.isPlain(), position);
        case SequenceNode sequence -> sequence(sequence, position);
        case MappingNode mapping -> mapping(mapping, position);
        case AnchorNode anchor -> node(anchor.getRealNode());
        default -> throw fault(position, "unknown kind of YAML node");
      };
    } finally {
      open.remove(raw);
    }
  }

  private Node sequence(SequenceNode raw, Position position) throws BadValue {
    List<Node> items = new ArrayList<>();
    for (org.snakeyaml.engine.v2.nodes.Node item : raw.getValue()) {
      items.add(node(item));
    }
    return new Node.Sequence(items, position);
  }

  private Node mapping(MappingNode raw, Position position) throws BadValue {
    List<Node.Entry> entries = new ArrayList<>();
    Map<String, Position> seen = new HashMap<>();
    for (NodeTuple tuple : raw.getValue()) {
      Position at = position(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(new Problem(at, "", "a key must be a word", ""));
        continue;
      }
      Position first = seen.putIfAbsent(key.getValue(), at);
      if (first != null) {
        String where = "it is already set in line " + first.line();
        problems.add(new Problem(at, key.getValue(), "is given twice", where));
        continue;
      }
      entries.add(new Node.Entry(key.getValue(), at, node(tuple.getValueNode())));
    }
    return new Node.Mapping(entries, position);
  }

  private Position position(org.snakeyaml.engine.v2.nodes.Node raw) {
    return raw.getStartMark()
        .map(mark -> new Position(name, mark.getLine() + 1, mark.getColumn() + 1))
        .orElse(Position.of(name));
  }

  private static BadValue fault(Position position, String message) {
    return new BadValue(List.of(new Problem(position, "", message, "")));
  }
}
