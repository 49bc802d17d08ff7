package nomadops.drainer.plan;

import java.time.Instant;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.NodeFacts.PastDrain;

/// Instances that come back: from a warm pool, a reboot, a stop.
public final class Return {
  private Return() {}

  /// Whether an instance may come back as the same node.
  static boolean isPossible(Doomed doomed) {
    return doomed.notices().values().stream()
        .anyMatch(notice -> comesBack(notice) || notice instanceof Notice.Requested);
  }

  /// Whether it is drained for nothing but what lets it come back. What a person asked for, a
  /// person ends.
  static boolean isExpected(Doomed doomed) {
    return doomed.reasons().stream()
        .allMatch(notice ->
            comesBack(notice)
                || notice instanceof Notice.Rebalance
                || notice instanceof Notice.Launching);
  }

  private static boolean comesBack(Notice notice) {
    return switch (notice) {
      case Notice.Terminating terminating -> terminating.returns();
      case Notice.SpotInterruption spot -> !spot.action().equals("terminate");
      case Notice.StateChange change ->
          change.state().equals("stopping") || change.state().equals("stopped");
      case Notice.Maintenance _ -> true;
      case Notice.Rebalance _,
          Notice.Requested _,
          Notice.Returned _,
          Notice.Adopted _,
          Notice.Launching _ ->
          false;
    };
  }

  /// Whether a node that was down and is ready again is to take work: we drained it, for what is
  /// past. Before the budget's end it may have gone down for another reason.
  public static boolean isBack(NodeFacts node, InstanceId instance, Instant now) {
    return node.status().equals("ready")
        && NodePlan.weDrained(node, instance)
        && node.lastDrain().filter(last -> isPast(last, instance, now)).isPresent();
  }

  private static boolean isPast(PastDrain last, InstanceId instance, Instant now) {
    return Boolean.parseBoolean(last.meta().get(Ownership.RETURNS))
        && Ownership.deadline(last, instance).filter(end -> !now.isBefore(end)).isPresent();
  }
}
