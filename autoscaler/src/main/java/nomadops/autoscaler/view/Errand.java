package nomadops.autoscaler.view;

/// What the cluster is asked.
enum Errand {
  /// Whether there is a leader.
  LEADER,
  /// Whether the broker is paused.
  BROKER,
  /// All nodes, and all allocations that are not over.
  NODES,
  /// All evaluations that are blocked or pending.
  EVALUATIONS,
  /// The attributes and meta of nodes that were but listed.
  DETAILS,
  /// All jobs that are not dead.
  JOBS
}
