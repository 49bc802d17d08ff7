package nomadops.drainer.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import nomadops.drainer.notice.InstanceId;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;

/// Which node a command means.
sealed interface Choice {

  /// An id or the beginning of one.
  record Node(String prefix) implements Choice {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{2}[0-9a-f-]{0,34}");

    /// @throws nomadops.runtime.config.ConfigException when no id can begin so
    static Node of(String text) {
      String lower = text.strip().toLowerCase(Locale.ROOT);
      if (!ID.matcher(lower).matches()) {
        throw Usage.fault(
            "node",
            "'" + text + "' is not the beginning of a node's id",
            "give two or more hex digits, as nomad node status shows them");
      }
      return new Node(lower);
    }
  }

  /// The machine as its cloud calls it.
  record Instance(InstanceId id) implements Choice {
    static Instance of(String text) {
      try {
        return new Instance(new InstanceId(text.strip()));
      } catch (IllegalArgumentException e) {
        throw Usage.fault("instance", "" + e.getMessage(), "give e.g. i-0633ac2b0d9769723");
      }
    }
  }

  /// The node of the agent that is asked.
  record Self() implements Choice {}

  /// The options of a command that means nodes.
  static Leaf options(Leaf leaf) {
    return leaf.option("node", "id", "The node's id, or a beginning that only it has.")
        .option("instance", "id", "The instance that the node is, such as i-0633ac2b0d9769723.");
  }

  /// What was given; nothing is fine.
  static Optional<Choice> find(Invocation invocation) {
    List<Choice> given = new ArrayList<>();
    invocation.option("node").map(Node::of).ifPresent(given::add);
    invocation.option("instance").map(Instance::of).ifPresent(given::add);
    if (given.size() > 1) {
      throw Usage.fault("node", "is given together with instance", "give one of them");
    }
    return given.stream().findFirst();
  }

  /// What was given; it must be one.
  static Choice require(Invocation invocation) {
    return find(invocation)
        .orElseThrow(() -> Usage.fault("node", "is missing", "give -node ID or -instance ID"));
  }

  /// The same where the agent's own node may be meant, too.
  static Choice requireOrSelf(Invocation invocation) {
    if (!invocation.flag("self")) {
      return find(invocation)
          .orElseThrow(
              () -> Usage.fault("node", "is missing", "give -node ID, -instance ID or -self"));
    }
    if (find(invocation).isPresent()) {
      throw Usage.fault("self", "is given together with another node", "give one of them");
    }
    return new Self();
  }
}
