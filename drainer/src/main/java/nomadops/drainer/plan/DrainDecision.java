package nomadops.drainer.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nomadops.drainer.notice.HookRef;

/// What is to be done next for one instance.
public sealed interface DrainDecision {
  String reason();

  /// Nothing yet: look again when something changes, after `atMost` at the latest.
  ///
  /// @param planned its time or its turn has not come: nothing is wrong, however long it takes
  record Wait(Duration atMost, boolean planned, String reason) implements DrainDecision {
    public Wait(Duration atMost, String reason) {
      this(atMost, false, reason);
    }
  }

  /// Keep new work from a node.
  record Cordon(String nodeId, String reason) implements DrainDecision {}

  /// Tell Nomad to drain a node, or by when.
  ///
  /// @param deadline how long allocations may take; zero for as long as they like, negative for not
  ///   at all
  record Drain(
      String nodeId,
      Kind kind,
      Duration deadline,
      boolean ignoreSystemJobs,
      Map<String, String> meta,
      String reason)
      implements DrainDecision {
    /// Why it is told.
    public enum Kind {
      START,
      SHORTEN,
      /// The drain does not see by itself that nothing is left.
      NUDGE
    }
  }

  /// Stop a batch job, so that its allocation is not placed again.
  record StopJob(String nodeId, NodeFacts.Alloc alloc, String reason) implements DrainDecision {}

  /// Have an allocation placed on another node, at once.
  record Replace(String nodeId, NodeFacts.Alloc alloc, String reason) implements DrainDecision {}

  /// Run batch work again that was cut off.
  record Rerun(CutWork cut, String reason) implements DrainDecision {}

  /// Give a node back to the scheduler.
  record Restore(String nodeId, String reason) implements DrainDecision {}

  /// Tell the Auto Scaling group to go on.
  record Complete(List<HookRef> hooks, Ending ending, String reason) implements DrainDecision {
    public Complete {
      hooks = List.copyOf(hooks);
    }
  }

  /// All is done; its messages can go.
  record Close(Ending ending, String reason) implements DrainDecision {}

  /// What is done, for logs and metrics.
  static String word(DrainDecision decision) {
    return switch (decision) {
      case Wait _ -> "wait";
      case Cordon _ -> "cordon";
      case Drain drain ->
          switch (drain.kind()) {
            case START -> "drain";
            case SHORTEN -> "shorten drain";
            case NUDGE -> "end drain";
          };
      case StopJob _ -> "stop job";
      case Replace _ -> "replace";
      case Rerun _ -> "run again";
      case Restore _ -> "restore";
      case Complete _ -> "complete";
      case Close _ -> "close";
    };
  }

  /// How it went.
  enum Ending {
    DRAINED,
    /// There was no node, or nothing on it that runs.
    NOTHING_THERE,
    /// Its node is empty, and batch work was cut off for that.
    CUT,
    /// The budget was over before its node was empty.
    OVERDUE,
    CORDONED,
    /// The instance is new and its node is ready.
    WELCOMED,
    /// The reason for it has passed, and the node is back.
    RESTORED,
    IGNORED
  }
}
