package nomadops.gc.intake;

import java.util.HashSet;
import java.util.Set;
import nomadops.client.model.Evaluation;
import nomadops.gc.purge.NomadPurgeTarget;

/// Unfinished evaluations that are not ours: users' work that waits for a scheduler.
///
/// Not counted: blocked ones (they wait for capacity, not for a worker); deregister evaluations of
/// our priority (ours, or another collector's); and those that wait for a time to come, which Nomad
/// also calls pending (the follow-ups of failed allocations and evaluations). For many threads;
/// memory is bounded.
public final class ForeignBacklog {
  private static final int MOST = 100_000;
  private static final Set<String> LATER =
      Set.of("alloc-failure", "failed-follow-up", "max-disconnect-timeout");

  private final Set<String> unfinished = new HashSet<>();

  synchronized void saw(Evaluation eval) {
    if (eval.status().equals("pending") && foreign(eval)) {
      if (unfinished.size() < MOST) {
        unfinished.add(eval.id());
      }
    } else {
      unfinished.remove(eval.id());
    }
  }

  private static boolean foreign(Evaluation eval) {
    boolean ours =
        eval.triggeredBy().equals("job-deregister")
            && eval.priority() == NomadPurgeTarget.EVAL_PRIORITY;
    return !ours && !LATER.contains(eval.triggeredBy());
  }

  /// Events were missed: what is known is worth nothing.
  synchronized void forget() {
    unfinished.clear();
  }

  public synchronized int size() {
    return unfinished.size();
  }
}
