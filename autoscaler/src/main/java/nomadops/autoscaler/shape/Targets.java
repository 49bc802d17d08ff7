package nomadops.autoscaler.shape;

import java.util.Optional;

/// What the sides of a constraint stand for on a node that is not there yet.
final class Targets {
  private static final String ATTR = "${attr.";
  private static final String META = "${meta.";

  private final NodeProfile node;
  private final boolean partial;

  Targets(NodeProfile node) {
    this.node = node;
    this.partial = !node.attributes().containsKey("nomad.version");
  }

  /// One side.
  sealed interface Target {
    /// What is there.
    ///
    /// @param text the value
    record Value(String text) implements Target {}

    /// A node has no such thing, as far as the profile tells.
    record Missing() implements Target {}

    /// Each machine has its own, and a new one's is not known.
    record OwnOfMachine() implements Target {}
  }

  /// Only some of the node's attributes are known.
  boolean partial() {
    return partial;
  }

  Target of(String target) {
    if (!target.startsWith("${")) {
      return new Target.Value(target);
    }
    return switch (target) {
      case "${node.unique.id}", "${node.unique.name}" -> new Target.OwnOfMachine();
      case "${node.datacenter}" -> new Target.Value(node.datacenter());
      case "${node.class}" -> new Target.Value(node.nodeClass());
      case "${node.pool}" -> new Target.Value(node.nodePool());
      default -> attribute(target);
    };
  }

  private Target attribute(String target) {
    Optional<String> value = Optional.empty();
    if (target.startsWith(ATTR)) {
      value = Optional.ofNullable(node.attributes().get(nameIn(target, ATTR)));
    } else if (target.startsWith(META)) {
      value = Optional.ofNullable(node.meta().get(nameIn(target, META)));
    }
    return value.<Target>map(Target.Value::new).orElseGet(Target.Missing::new);
  }

  /// What a machine is told from others by. Its disks and its cgroup mount are called `unique.`,
  /// too, and are much the same on machines of a kind.
  static boolean identifies(String target) {
    if (target.startsWith("${node.unique.")) {
      return true;
    }
    String name = target.startsWith(ATTR) ? nameIn(target, ATTR) : "";
    return name.startsWith("unique.")
        && !name.startsWith("unique.storage.")
        && !name.startsWith("unique.cgroup.");
  }

  private static String nameIn(String target, String prefix) {
    String name = target.substring(prefix.length());
    return name.endsWith("}") ? name.substring(0, name.length() - 1) : name;
  }
}
