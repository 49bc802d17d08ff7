package nomadops.drainer.plan;

import nomadops.drainer.notice.Notice;

/// Instances that come back: from a warm pool, a reboot, a stop.
final class Return {
  private Return() {}

  /// Whether an instance may come back as the same node.
  static boolean isPossible(Doomed doomed) {
    return doomed.notices().values().stream().anyMatch(Return::isPossible);
  }

  private static boolean isPossible(Notice notice) {
    return switch (notice) {
      case Notice.Terminating terminating -> terminating.returns();
      case Notice.SpotInterruption spot -> !spot.action().equals("terminate");
      case Notice.StateChange change ->
          change.state().equals("stopping") || change.state().equals("stopped");
      case Notice.Maintenance _, Notice.Requested _ -> true;
      case Notice.Rebalance _, Notice.Launching _ -> false;
    };
  }
}
