package nomadops.drainer.plan;

/// What becomes of batch work on a node that goes.
public enum BatchPolicy {
  /// It runs on as long as the budget lasts. What is cut then is not placed again, whatever Nomad's
  /// version, unless it is to be run again.
  WAIT,
  /// It is stopped when the drain begins, and not placed again: its job is stopped, if all of it is
  /// on this node.
  STOP,
  /// It is stopped when the drain begins, and placed on another node at once.
  REPLACE
}
