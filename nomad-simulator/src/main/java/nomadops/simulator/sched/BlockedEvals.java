package nomadops.simulator.sched;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.simulator.state.EvalRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Evaluations that wait for capacity, one for each job. A change of a node wakes those that could
/// use its class, those that have never seen it, and those whose constraints are about single nodes
/// (`nomad/blocked_evals.go`, 2.0.5). Guarded by itself.
public final class BlockedEvals {
  private final Map<String, EvalRow> byJob = new HashMap<>();
  private final Map<String, Long> unblockedAt = new HashMap<>();

  /// Keeps the evaluation; false when its class was unblocked after the state that it was made
  /// from, so that it had better be evaluated at once.
  public synchronized boolean block(EvalRow eval) {
    for (Map.Entry<String, Long> unblocked : unblockedAt.entrySet()) {
      if (eval.snapshotIndex() < unblocked.getValue() && couldUse(eval, unblocked.getKey())) {
        return false;
      }
    }
    byJob.put(eval.jobKey(), eval);
    return true;
  }

  public synchronized void untrack(String jobKey) {
    byJob.remove(jobKey);
  }

  /// Takes those that could use nodes of these classes: capacity has changed there.
  public synchronized List<EvalRow> unblock(Set<String> classes, long index) {
    classes.forEach(clazz -> unblockedAt.put(clazz, index));
    List<EvalRow> taken = new ArrayList<>();
    for (Iterator<EvalRow> all = byJob.values().iterator(); all.hasNext(); ) {
      EvalRow eval = all.next();
      if (classes.stream().anyMatch(clazz -> couldUse(eval, clazz))) {
        taken.add(eval);
        all.remove();
      }
    }
    return taken;
  }

  /// Forgets everything: a new leader reads it from state.
  public synchronized void clear() {
    byJob.clear();
    unblockedAt.clear();
  }

  private static boolean couldUse(EvalRow eval, String clazz) {
    return escaped(eval) || detail(eval, "ClassEligibility").path(clazz).asBoolean(true);
  }

  private static boolean escaped(EvalRow eval) {
    return detail(eval, "EscapedComputedClass").asBoolean(false);
  }

  private static JsonNode detail(EvalRow eval, String name) {
    @Nullable ObjectNode details = eval.details();
    return details == null ? MissingNode.getInstance() : details.path(name);
  }

  public synchronized int size() {
    return byJob.size();
  }

  /// Those of [#size()] that any node's change wakes.
  public synchronized int escaped() {
    return (int) byJob.values().stream().filter(BlockedEvals::escaped).count();
  }
}
