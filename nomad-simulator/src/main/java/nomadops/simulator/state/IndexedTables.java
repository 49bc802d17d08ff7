package nomadops.simulator.state;

import java.util.ArrayList;
import java.util.List;

/// Copies of a state with an evaluation or an allocation put in or taken out, in the table and in
/// all its orders.
final class IndexedTables {
  private IndexedTables() {}

  static State withEval(State s, EvalRow row, boolean isNew) {
    SortedTree<String, EvalRow> byId = s.evals().with(row.id(), row);
    if (!isNew) {
      return evals(s, byId, s.evalOrder(), s.evalsByJob());
    }
    return evals(
        s,
        byId,
        s.evalOrder().with(row.order(), row.id()),
        plus(s.evalsByJob(), row.jobKey(), row.id()));
  }

  static State withoutEval(State s, EvalRow row) {
    return evals(
        s,
        s.evals().without(row.id()),
        s.evalOrder().without(row.order()),
        minus(s.evalsByJob(), row.jobKey(), row.id()));
  }

  static State withAlloc(State s, AllocRow row, boolean isNew) {
    SortedTree<String, AllocRow> byId = s.allocs().with(row.id(), row);
    if (!isNew) {
      return allocs(s, byId, s.allocOrder(), s.allocsByJob(), s.allocsByNode());
    }
    return allocs(
        s,
        byId,
        s.allocOrder().with(row.order(), row.id()),
        plus(s.allocsByJob(), row.job().key(), row.id()),
        plus(s.allocsByNode(), row.nodeId(), row.id()));
  }

  static State withoutAlloc(State s, AllocRow row) {
    return allocs(
        s,
        s.allocs().without(row.id()),
        s.allocOrder().without(row.order()),
        minus(s.allocsByJob(), row.job().key(), row.id()),
        minus(s.allocsByNode(), row.nodeId(), row.id()));
  }

  private static State evals(
      State s,
      SortedTree<String, EvalRow> evals,
      SortedTree<CreateKey, String> order,
      SortedTree<String, List<String>> byJob) {
    return new State(
        s.index(),
        s.jobs(),
        s.oldVersions(),
        evals,
        order,
        byJob,
        s.allocs(),
        s.allocOrder(),
        s.allocsByJob(),
        s.allocsByNode(),
        s.nodes(),
        s.variables(),
        s.namespaces(),
        s.deployments(),
        s.aclTokens(),
        s.aclPolicies(),
        s.schedulerConfig(),
        s.tableIndexes());
  }

  private static State allocs(
      State s,
      SortedTree<String, AllocRow> allocs,
      SortedTree<CreateKey, String> order,
      SortedTree<String, List<String>> byJob,
      SortedTree<String, List<String>> byNode) {
    return new State(
        s.index(),
        s.jobs(),
        s.oldVersions(),
        s.evals(),
        s.evalOrder(),
        s.evalsByJob(),
        allocs,
        order,
        byJob,
        byNode,
        s.nodes(),
        s.variables(),
        s.namespaces(),
        s.deployments(),
        s.aclTokens(),
        s.aclPolicies(),
        s.schedulerConfig(),
        s.tableIndexes());
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
