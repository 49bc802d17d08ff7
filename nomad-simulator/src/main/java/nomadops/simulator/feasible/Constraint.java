package nomadops.simulator.feasible;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import nomadops.simulator.json.Json;
import nomadops.simulator.json.NodeAttributes;
import nomadops.simulator.state.NodeRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One `constraint` block (`checkConstraint` in Nomad's `scheduler/feasible/feasible.go`).
record Constraint(String left, String operand, String right) {
  static final String DISTINCT_HOSTS = "distinct_hosts";
  private static final Set<String> OF_NEIGHBOURS = Set.of(DISTINCT_HOSTS, "distinct_property");
  private static final List<String> UNIQUE =
      List.of("${unique.", "${node.unique.", "${attr.unique.", "${meta.unique.");

  static List<Constraint> list(JsonNode blocks) {
    List<Constraint> all = new ArrayList<>();
    for (JsonNode block : blocks) {
      all.add(
          new Constraint(
              Json.text(block.path("LTarget")),
              Json.text(block.path("Operand")),
              Json.text(block.path("RTarget"))));
    }
    return all;
  }

  /// Whether nodes of one computed class may differ in it.
  boolean escapes() {
    return UNIQUE.stream().anyMatch(u -> left.startsWith(u) || right.startsWith(u));
  }

  boolean wantsDistinctHosts() {
    return operand.equals(DISTINCT_HOSTS)
        && !Set.of("false", "f", "0", "F", "False", "FALSE").contains(right);
  }

  /// As `ConstraintFiltered` names it: with a blank at the end when nothing is on the right.
  String text() {
    return left + " " + operand + " " + right;
  }

  boolean met(NodeRow node) {
    if (OF_NEIGHBOURS.contains(operand)) {
      return true;
    }
    String l = resolve(left, node);
    String r = resolve(right, node);
    return switch (operand) {
      // What is missing compares as the empty text here.
      case "!=", "not" ->
          !Objects.requireNonNullElse(l, "").equals(Objects.requireNonNullElse(r, ""));
      case "is_set" -> l != null;
      case "is_not_set" -> l == null;
      default -> l != null && r != null && compare(l, r);
    };
  }

  private boolean compare(String l, String r) {
    return switch (operand) {
      case "=", "==", "is" -> l.equals(r);
      case "<" -> order(l, r) < 0;
      case "<=" -> order(l, r) <= 0;
      case ">" -> order(l, r) > 0;
      case ">=" -> order(l, r) >= 0;
      case "regexp" -> finds(r, l);
      case "version" -> Version.satisfies(l, r, false);
      case "semver" -> Version.satisfies(l, r, true);
      case "set_contains", "set_contains_all" -> elements(l).containsAll(elements(r));
      case "set_contains_any" -> elements(r).stream().anyMatch(elements(l)::contains);
      default -> false;
    };
  }

  /// As whole numbers if both are, else as numbers, else as texts.
  private static int order(String l, String r) {
    try {
      return Long.compare(Long.parseLong(l), Long.parseLong(r));
    } catch (NumberFormatException _) {
      try {
        return Double.compare(Double.parseDouble(l), Double.parseDouble(r));
      } catch (NumberFormatException _) {
        return l.compareTo(r);
      }
    }
  }

  private static boolean finds(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(text).find();
    } catch (PatternSyntaxException _) {
      return false;
    }
  }

  private static Set<String> elements(String list) {
    return Arrays.stream(list.split(",", -1)).map(String::strip).collect(Collectors.toSet());
  }

  private static @Nullable String resolve(String target, NodeRow node) {
    if (!target.startsWith("${")) {
      return target;
    }
    String name = target.endsWith("}") ? target.substring(2, target.length() - 1) : target;
    if (name.startsWith("attr.")) {
      return NodeAttributes.attribute(node, name.substring("attr.".length()));
    }
    if (name.startsWith("meta.")) {
      return NodeAttributes.meta(node, name.substring("meta.".length()));
    }
    return switch (name) {
      case "node.unique.id" -> node.id();
      case "node.unique.name" -> node.name();
      case "node.datacenter" -> node.spec().datacenter();
      case "node.class" -> node.spec().nodeClass();
      case "node.pool" -> node.spec().pool();
      default -> null;
    };
  }
}
