package nomadops.simulator.state;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One version of everything that is replicated, as of one Raft index.
///
/// @param jobs by namespace and id
/// @param oldVersions earlier versions of a job that has more than one, newest first
/// @param evalOrder ids of evaluations in the order in which they were created; so for `allocOrder`
///   and `deploymentOrder`
/// @param evalsByJob ids of a job's evaluations, oldest first; so for `allocsByJob`, `allocsByNode`
///   and `deploymentsByJob`
public record State(
    long index,
    SortedTree<String, JobRow> jobs,
    SortedTree<String, List<JobRow>> oldVersions,
    SortedTree<String, EvalRow> evals,
    SortedTree<CreateKey, String> evalOrder,
    SortedTree<String, List<String>> evalsByJob,
    SortedTree<String, AllocRow> allocs,
    SortedTree<CreateKey, String> allocOrder,
    SortedTree<String, List<String>> allocsByJob,
    SortedTree<String, List<String>> allocsByNode,
    SortedTree<String, NodeRow> nodes,
    SortedTree<String, ObjectNode> nodePools,
    SortedTree<String, VariableRow> variables,
    SortedTree<String, ObjectNode> namespaces,
    SortedTree<String, DeploymentRow> deployments,
    SortedTree<CreateKey, String> deploymentOrder,
    SortedTree<String, List<String>> deploymentsByJob,
    SortedTree<String, ObjectNode> aclTokens,
    SortedTree<String, ObjectNode> aclPolicies,
    ObjectNode schedulerConfig,
    Map<Table, Long> tableIndexes) {

  public static State empty(ObjectNode schedulerConfig) {
    return new State(
        0,
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        SortedTree.empty(),
        schedulerConfig,
        new EnumMap<>(Table.class));
  }

  /// A copy with what `change` replaces.
  State with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.state();
  }

  public long tableIndex(Table table) {
    return tableIndexes.getOrDefault(table, 0L);
  }

  public @Nullable JobRow job(String namespace, String id) {
    return jobs.get(JobRow.key(namespace, id));
  }

  public Stream<EvalRow> evalsOf(String jobKey) {
    return rows(evalsByJob.get(jobKey), evals);
  }

  public Stream<AllocRow> allocsOf(String jobKey) {
    return rows(allocsByJob.get(jobKey), allocs);
  }

  public Stream<DeploymentRow> deploymentsOf(String jobKey) {
    return rows(deploymentsByJob.get(jobKey), deployments);
  }

  public Stream<AllocRow> allocsOn(String nodeId) {
    return rows(allocsByNode.get(nodeId), allocs);
  }

  public boolean brokerPaused() {
    return schedulerConfig.path("PauseEvalBroker").asBoolean(false);
  }

  public static <V> Stream<V> values(SortedTree<?, V> tree) {
    return stream(tree).map(SortedTree.Entry::value);
  }

  private static <K extends Comparable<K>, V> Stream<SortedTree.Entry<K, V>> stream(
      SortedTree<K, V> tree) {
    return StreamSupport.stream(tree.ascending(null).spliterator(), false);
  }

  private static <V> Stream<V> rows(@Nullable List<String> ids, SortedTree<String, V> table) {
    return ids == null
        ? Stream.of()
        : ids.stream().map(table::get).filter(row -> row != null).map(State::known);
  }

  private static <V> V known(@Nullable V row) {
    if (row == null) {
      throw new IllegalStateException("filtered above");
    }
    return row;
  }
}
