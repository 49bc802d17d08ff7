package nomadops.simulator.state;

import java.util.ArrayList;
import java.util.List;

/// Puts an evaluation, an allocation or a deployment into a draft or takes it out, in the table and
/// in all its orders.
final class IndexedTables {
  private IndexedTables() {}

  static void put(Draft draft, EvalRow row) {
    boolean isNew = draft.evals.get(row.id()) == null;
    draft.evals = draft.evals.with(row.id(), row);
    if (isNew) {
      draft.evalOrder = draft.evalOrder.with(row.order(), row.id());
      draft.evalsByJob = plus(draft.evalsByJob, row.jobKey(), row.id());
    }
  }

  static void delete(Draft draft, EvalRow row) {
    draft.evals = draft.evals.without(row.id());
    draft.evalOrder = draft.evalOrder.without(row.order());
    draft.evalsByJob = minus(draft.evalsByJob, row.jobKey(), row.id());
  }

  static void put(Draft draft, AllocRow row) {
    boolean isNew = draft.allocs.get(row.id()) == null;
    draft.allocs = draft.allocs.with(row.id(), row);
    if (isNew) {
      draft.allocOrder = draft.allocOrder.with(row.order(), row.id());
      draft.allocsByJob = plus(draft.allocsByJob, row.job().key(), row.id());
      draft.allocsByNode = plus(draft.allocsByNode, row.nodeId(), row.id());
    }
  }

  static void delete(Draft draft, AllocRow row) {
    draft.allocs = draft.allocs.without(row.id());
    draft.allocOrder = draft.allocOrder.without(row.order());
    draft.allocsByJob = minus(draft.allocsByJob, row.job().key(), row.id());
    draft.allocsByNode = minus(draft.allocsByNode, row.nodeId(), row.id());
  }

  static void put(Draft draft, DeploymentRow row) {
    boolean isNew = draft.deployments.get(row.id()) == null;
    draft.deployments = draft.deployments.with(row.id(), row);
    if (isNew) {
      draft.deploymentOrder = draft.deploymentOrder.with(row.order(), row.id());
      draft.deploymentsByJob = plus(draft.deploymentsByJob, row.jobKey(), row.id());
    }
  }

  static void delete(Draft draft, DeploymentRow row) {
    draft.deployments = draft.deployments.without(row.id());
    draft.deploymentOrder = draft.deploymentOrder.without(row.order());
    draft.deploymentsByJob = minus(draft.deploymentsByJob, row.jobKey(), row.id());
  }

  private static SortedTree<String, List<String>> plus(
      SortedTree<String, List<String>> lists, String key, String id) {
    List<String> before = lists.get(key);
    if (before == null) {
      return lists.with(key, List.of(id));
    }
    List<String> after = new ArrayList<>(before);
    after.add(id);
    return lists.with(key, List.copyOf(after));
  }

  private static SortedTree<String, List<String>> minus(
      SortedTree<String, List<String>> lists, String key, String id) {
    List<String> before = lists.get(key);
    if (before == null || (before.size() == 1 && before.contains(id))) {
      return lists.without(key);
    }
    return lists.with(key, before.stream().filter(other -> !other.equals(id)).toList());
  }
}
