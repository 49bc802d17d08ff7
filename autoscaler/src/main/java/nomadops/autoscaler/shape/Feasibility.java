package nomadops.autoscaler.shape;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Whether work may be placed on nodes of a profile, whatever room they have (Nomad 1.7 to 2.0,
/// `scheduler/feasible`).
///
/// A constraint on what is another for each node (`${node.unique.id}`, `${attr.unique.hostname}`)
/// refuses: it asks for one node, and a new one will not be that. `!=` on it does not.
public final class Feasibility {
  private Feasibility() {}

  /// The first reason against it; empty when there is none.
  public static Optional<String> refusal(Where where, NodeProfile node) {
    if (!where.nodePool().equals("all") && !where.nodePool().equals(node.nodePool())) {
      return Optional.of(
          "it asks for node pool "
              + where.nodePool()
              + ", and the nodes are in "
              + node.nodePool());
    }
    if (where.datacenters().stream().noneMatch(glob -> matches(glob, node.datacenter()))) {
      return Optional.of(
          "it asks for datacenters "
              + String.join(", ", where.datacenters())
              + ", and the nodes are in "
              + node.datacenter());
    }
    // A profile that names no drivers was configured without: they are taken to be there.
    if (!node.drivers().isEmpty()) {
      for (String driver : where.drivers()) {
        if (!node.drivers().contains(driver)) {
          return Optional.of("it asks for driver " + driver + ", which the nodes do not have");
        }
      }
    }
    for (String volume : where.hostVolumes()) {
      if (!node.hostVolumes().contains(volume)) {
        return Optional.of("it asks for host volume " + volume + ", which the nodes do not have");
      }
    }
    return constraints(where.constraints(), node);
  }

  private static Optional<String> constraints(List<Constraint> constraints, NodeProfile node) {
    for (Constraint constraint : constraints) {
      Optional<String> left = resolve(constraint.left(), node);
      Optional<String> right = resolve(constraint.right(), node);
      if (isUnique(constraint.left()) || isUnique(constraint.right())) {
        if (!constraint.operand().equals("!=") && !constraint.operand().equals("not")) {
          return Optional.of(
              "constraint " + constraint + " asks for one certain node, which no new one is");
        }
      } else if (!Comparison.holds(constraint.operand(), left, right)) {
        return Optional.of(
            "constraint "
                + constraint
                + " does not hold: the nodes have "
                + left.map(value -> "\"" + value + "\"").orElse("no such attribute")
                + " there");
      }
    }
    return Optional.empty();
  }

  private static boolean isUnique(String target) {
    return target.startsWith("${node.unique.")
        || target.startsWith("${attr.unique.")
        || target.startsWith("${meta.unique.");
  }

  /// What a reference stands for; a text that is none stands for itself.
  private static Optional<String> resolve(String target, NodeProfile node) {
    if (!target.startsWith("${")) {
      return Optional.of(target);
    }
    String name = target.substring(2, target.endsWith("}") ? target.length() - 1 : target.length());
    return switch (name) {
      case "node.datacenter" -> Optional.of(node.datacenter());
      case "node.class" -> Optional.of(node.nodeClass());
      case "node.pool" -> Optional.of(node.nodePool());
      case String attribute when attribute.startsWith("attr.") ->
          Optional.ofNullable(node.attributes().get(attribute.substring(5)));
      case String meta when meta.startsWith("meta.") ->
          Optional.ofNullable(node.meta().get(meta.substring(5)));
      default -> Optional.empty();
    };
  }

  /// `*` stands for any text, as in a job's `datacenters`.
  static boolean matches(String glob, String text) {
    StringBuilder regex = new StringBuilder();
    for (String part : glob.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return text.matches(regex.toString());
  }
}
