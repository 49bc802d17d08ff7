package nomadops.runtime.config;

import java.util.List;

/// One piece of configuration as written, with its position. Scalars keep their text: `1.10`,
/// `012`, `on` and `4h` reach the parser of the setting unchanged, so YAML's guesses about types
/// cannot bend a value.
public sealed interface Node {

  /// Where this was written.
  Position position();

  /// A single value. `quoted` is true for quoted and block scalars, which can never mean null.
  record Scalar(String text, boolean quoted, Position position) implements Node {
    /// True for an empty value, `~` and `null`.
    public boolean isNull() {
      return !quoted && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
    }
  }

  /// A list.
  record Sequence(List<Node> items, Position position) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /// A mapping in the order of the file; keys are unique.
  record Mapping(List<Entry> entries, Position position) implements Node {
    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  /// One key of a mapping; `position` is that of the key.
  record Entry(String key, Position position, Node value) {}

  /// How an error names this: the text of a scalar, or what it is instead.
  default String shown() {
    return switch (this) {
      case Scalar scalar when scalar.isNull() -> "nothing";
      case Scalar(String text, boolean _, Position _) -> "\"" + text + "\"";
      case Sequence(List<Node> items, Position _) -> "a list of " + items.size();
      case Mapping(List<Entry> entries, Position _) -> "a mapping of " + entries.size() + " keys";
    };
  }
}
