package nomadops.simulator.sched;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nomadops.simulator.state.EvalRow;

/// Evaluations that wait for capacity, one for each job. Guarded by itself.
public final class BlockedEvals {
  private final Map<String, EvalRow> byJob = new HashMap<>();

  public synchronized void block(EvalRow eval) {
    byJob.put(eval.jobKey(), eval);
  }

  public synchronized void untrack(String jobKey) {
    byJob.remove(jobKey);
  }

  /// Takes all of them: capacity has changed.
  public synchronized List<EvalRow> unblock() {
    List<EvalRow> all = new ArrayList<>(byJob.values());
    byJob.clear();
    return all;
  }

  public synchronized int size() {
    return byJob.size();
  }
}
