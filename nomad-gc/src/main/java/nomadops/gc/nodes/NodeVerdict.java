package nomadops.gc.nodes;

/// What is to be done with a node.
public sealed interface NodeVerdict {
  String reason();

  /// Take it out of Nomad's state.
  record Purge(String reason) implements NodeVerdict {}

  /// Leave it.
  record Keep(String reason) implements NodeVerdict {}
}
