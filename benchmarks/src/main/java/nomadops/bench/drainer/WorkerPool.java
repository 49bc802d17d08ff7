package nomadops.bench.drainer;

import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;

/// When a pool of workers begins with the last of so many drains, if each worker is held until its
/// drain is over (as that of aws-node-termination-handler is, ten by default). A model, not a
/// measurement: notices are there at once, and everything but the work takes no time.
final class WorkerPool {
  private WorkerPool() {}

  /// What runs on the nodes that still wait for a worker.
  enum Meanwhile {
    /// Only what ran at the beginning: it goes on, and is shorter when its turn comes.
    NOTHING_NEW,
    /// A node that is not cordoned yet takes new work of the same length.
    REFILLED
  }

  /// @param work how long the longest allocation of each node still runs, in the order of the
  ///   notices
  static Duration lastStart(List<Duration> work, int workers, Meanwhile meanwhile) {
    PriorityQueue<Duration> free = new PriorityQueue<>();
    for (int i = 0; i < workers; i++) {
      free.add(Duration.ZERO);
    }
    Duration last = Duration.ZERO;
    for (Duration one : work) {
      Duration start = free.remove();
      last = start;
      free.add(
          switch (meanwhile) {
            case REFILLED -> start.plus(one);
            case NOTHING_NEW -> start.compareTo(one) > 0 ? start : one;
          });
    }
    return last;
  }
}
