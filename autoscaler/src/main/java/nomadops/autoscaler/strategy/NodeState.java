package nomadops.autoscaler.strategy;

/// Where in its life a node is.
public enum NodeState {
  /// Asked for and paid for, and not there yet; it may still fail.
  LAUNCHING,
  /// Takes work.
  READY,
  /// Takes no new work; what runs on it goes on.
  CORDONED,
  /// Takes no new work, ends when it is empty; at its deadline what still runs is killed.
  DRAINING
}
