package nomadops.autoscaler.strategy;

import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.trace.TraceClass;

/// What an autoscaler can see of its pool: what waits, by class and priority; its nodes; what it
/// has learnt from what is over. Times are milliseconds since the trace's beginning; -1 stands for
/// `nobody knows`. Reading costs no allocation.
public interface PoolView {
  long now();

  /// Of an empty node; all are the same.
  Resources size();

  /// What a kept core takes of a node's MHz.
  long mhzPerCore();

  /// So many nodes there may be.
  int mostNodes();

  /// How many pairs of class and priority have something that waits; below, `queue` is less than
  /// this. Their order means nothing.
  int queues();

  TraceClass classOf(int queue);

  /// Names the class: the same in every call, less than the number of classes.
  int shapeOf(int queue);

  int priority(int queue);

  /// How many allocations.
  int queued(int queue);

  /// When the oldest of them began to wait.
  long oldest(int queue);

  /// The mean of those of this class that are over.
  long meanRuns(int shape);

  /// How many allocations wait, in all queues.
  int queued();

  /// How many allocations run, on all nodes.
  int running();

  /// How many nodes there are, in every state; below, `node` is less than this.
  int nodes();

  /// The node's own, which stays, while its index does not. Greater is newer.
  int id(int node);

  NodeState state(int node);

  /// When it was asked for.
  long launchedAt(int node);

  /// When it last began to take work, or take none; when it was asked for while it launches.
  long stateSince(int node);

  int allocations(int node);

  /// When its last allocation ended, or itself became ready; -1 while it is busy or launches.
  long idleSince(int node);

  /// When the last of its allocations is expected to end, by the means of their classes; not before
  /// now. -1 when it is empty, or nothing of a class on it was ever over.
  long busyUntil(int node);

  long freeCpu(int node);

  long freeMemoryMb(int node);

  long freeDiskMb(int node);

  int freeCores(int node);

  int freeSlots(int node);

  /// What runs on a node, newest first.
  void eachRunning(int node, RunningVisitor visitor);

  /// How long launches took, of those that succeeded: this quantile.
  ///
  /// @param quantile 0 to 1
  long launchLag(double quantile);

  /// How many launches have failed so far.
  int launchFailures();

  /// When the last of them failed.
  long lastLaunchFailure();

  /// How many nodes take work.
  default int ready() {
    return count(NodeState.READY);
  }

  default int launching() {
    return count(NodeState.LAUNCHING);
  }

  private int count(NodeState state) {
    int n = 0;
    for (int i = 0; i < nodes(); i++) {
      n += state(i) == state ? 1 : 0;
    }
    return n;
  }

  /// Takes one running allocation.
  @FunctionalInterface
  interface RunningVisitor {
    void running(int shape, long startedAt);
  }
}
