package nomadops.simulator.filter;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The kinds of condition.
sealed interface Condition extends Filter {
  record And(Condition left, Condition right) implements Condition {
    @Override
    public boolean test(Fields row) {
      return left.test(row) && right.test(row);
    }
  }

  record Or(Condition left, Condition right) implements Condition {
    @Override
    public boolean test(Fields row) {
      return left.test(row) || right.test(row);
    }
  }

  record Not(Condition inner) implements Condition {
    @Override
    public boolean test(Fields row) {
      return !inner.test(row);
    }
  }

  record Equal(Selector selector, String value) implements Condition {
    @Override
    public boolean test(Fields row) {
      return Selector.same(selector.value(row), value);
    }
  }

  /// `"x" in Field` and `Field contains "x"`: an element of a list, a key of a map, a part of a
  /// text.
  record Contains(Selector selector, String value) implements Condition {
    @Override
    public boolean test(Fields row) {
      JsonNode node = selector.value(row);
      if (node.isString()) {
        return node.stringValue().contains(value);
      }
      if (node.isObject()) {
        return node.has(value);
      }
      for (JsonNode element : node) {
        if (Selector.same(element, value)) {
          return true;
        }
      }
      return false;
    }
  }

  record Matches(Selector selector, Pattern pattern) implements Condition {
    @Override
    public boolean test(Fields row) {
      JsonNode node = selector.value(row);
      return node.isString() && pattern.matcher(node.stringValue()).find();
    }
  }

  record Empty(Selector selector) implements Condition {
    /// Parts of rows that are neither texts nor collections, whether set or not.
    private static final Set<String> STRUCTS =
        Set.of("ParameterizedJob", "Periodic", "Multiregion", "VersionTag");

    @Override
    public boolean test(Fields row) {
      JsonNode node = selector.value(row);
      if (selector.parts().size() == 1 && STRUCTS.contains(selector.parts().getFirst())) {
        throw new BadFilter(
            "cannot perform is-empty operations on type "
                + (node.isNull() ? "invalid" : "struct")
                + " for selector: \""
                + selector.parts().getFirst()
                + "\"");
      }
      return node.isNull()
          || node.isMissingNode()
          || (node.isString() ? node.stringValue().isEmpty() : node.isEmpty());
    }
  }

  /// A path into a row, such as `Meta.team` or `Meta["team"]`.
  record Selector(List<String> parts) {
    JsonNode value(Fields row) {
      JsonNode node = row.get(parts.getFirst());
      if (node.isMissingNode()) {
        throw new BadFilter(
            "error finding value in datum: /"
                + String.join("/", parts)
                + " at part 0: couldn't find key: struct field"
                + " with name \""
                + parts.getFirst()
                + "\"");
      }
      for (String part : parts.subList(1, parts.size())) {
        node = node.path(part);
      }
      return node;
    }

    static boolean same(JsonNode node, String value) {
      if (node.isString()) {
        return node.stringValue().equals(value);
      }
      if (node.isBoolean()) {
        return Boolean.toString(node.booleanValue()).equals(value);
      }
      return node.isNumber() && node.asString().equals(value);
    }
  }
}
