package nomadops.autoscaler.policy.pool;

/// One thing to do. Each may be done again without harm, and none depends on another of the same
/// decision.
public sealed interface Move {
  /// For people.
  String reason();

  /// Have a group launch.
  record Launch(String group, int from, int to, String reason) implements Move {}

  /// Take back a wish that a group could not fulfil, so that it is not fulfilled in addition later.
  record Withdraw(String group, int from, int to, String reason) implements Move {}

  /// Let a node that we closed take work again.
  record Uncordon(String node, String name, String reason) implements Move {}

  /// Close a node to new work, so that it gets empty.
  record Cordon(String node, String name, String instance, String group, String reason)
      implements Move {}

  /// End the machine of a node that is closed and empty, and have one less.
  record End(String node, String name, String instance, String group, String reason)
      implements Move {}

  /// End a machine that never became a ready node, or is one no more, and have its group launch
  /// another.
  record Replace(String instance, String group, String reason) implements Move {}

  /// Have Nomad forget a node whose machine we ended, and remember it no longer ourselves.
  record Purge(String node, String name, String instance, String reason) implements Move {}

  /// Remember a closed node no longer: it is gone, or somebody else has taken it in hand.
  record Forget(String node, String reason) implements Move {}
}
