package nomadops.simulator.state;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One Raft entry while it is applied: reads see its own writes. Not thread-safe; the store applies
/// one at a time.
public final class Txn {
  private final long index;
  private final long now;
  private final List<Change> changes = new ArrayList<>();
  private final Set<Object> touched = new HashSet<>();
  private final EnumMap<Table, Long> tableIndexes;
  private State state;
  private int group;

  Txn(State base, long index, long nowNanos) {
    this.state = base;
    this.index = index;
    this.now = nowNanos;
    this.tableIndexes = new EnumMap<>(Table.class);
    this.tableIndexes.putAll(base.tableIndexes());
  }

  /// The state with this transaction's writes so far.
  public State state() {
    return state;
  }

  public long index() {
    return index;
  }

  /// Unix nanoseconds at which the entry is applied.
  public long now() {
    return now;
  }

  /// What follows is told on a line of its own.
  public void nextGroup() {
    group++;
  }

  public void putJob(JobRow row) {
    state = state.with(draft -> draft.jobs = draft.jobs.with(row.key(), row));
    touch(Table.JOBS, row.key());
    changes.add(new Change.Job(group, row, false));
  }

  /// Summaries change without an event.
  public void putSummary(JobRow row, JobSummary summary) {
    state = state.with(draft -> draft.jobs = draft.jobs.with(row.key(), row.withSummary(summary)));
    touch(Table.JOB_SUMMARY, row.key());
  }

  public void deleteJob(JobRow row) {
    state =
        state.with(draft -> {
          draft.jobs = draft.jobs.without(row.key());
          draft.oldVersions = draft.oldVersions.without(row.key());
        });
    touch(Table.JOBS, row.key());
    touch(Table.JOB_SUMMARY, row.key());
    changes.add(new Change.Job(group, row, true));
  }

  /// Keeps at most five older versions beside the current one, as `job_tracked_versions` does.
  public void keepVersion(JobRow old) {
    List<JobRow> versions = new ArrayList<>();
    versions.add(old);
    List<JobRow> before = state.oldVersions().get(old.key());
    if (before != null) {
      versions.addAll(before.subList(0, Math.min(4, before.size())));
    }
    state =
        state.with(
            draft -> draft.oldVersions = draft.oldVersions.with(old.key(), List.copyOf(versions)));
  }

  public void putEval(EvalRow row) {
    state = state.with(draft -> IndexedTables.put(draft, row));
    touch(Table.EVALS, row.id());
    touched.add("evals-of\0" + row.jobKey());
    changes.add(new Change.Eval(group, row));
  }

  public void deleteEval(EvalRow row) {
    state = state.with(draft -> IndexedTables.delete(draft, row));
    touch(Table.EVALS, row.id());
  }

  public void putAlloc(AllocRow row) {
    state = state.with(draft -> IndexedTables.put(draft, row));
    touch(Table.ALLOCS, row.id());
    changes.add(new Change.Alloc(group, row));
  }

  public void deleteAlloc(AllocRow row) {
    state = state.with(draft -> IndexedTables.delete(draft, row));
    touch(Table.ALLOCS, row.id());
  }

  public void putNode(NodeRow row) {
    state = state.with(draft -> draft.nodes = draft.nodes.with(row.id(), row));
    touch(Table.NODES, row.id());
    changes.add(new Change.Node(group, row));
  }

  public void deleteNode(NodeRow row) {
    state = state.with(draft -> draft.nodes = draft.nodes.without(row.id()));
    touch(Table.NODES, row.id());
    changes.add(new Change.Node(group, row));
  }

  /// Stores a node pool, or deletes it when `row` is null.
  public void putNodePool(String name, @Nullable ObjectNode row) {
    state =
        state.with(draft ->
            draft.nodePools =
                row == null ? draft.nodePools.without(name) : draft.nodePools.with(name, row));
    touch(Table.NODE_POOLS, "pool\0" + name);
  }

  public void putDeployment(DeploymentRow row) {
    state = state.with(draft -> IndexedTables.put(draft, row));
    touch(Table.DEPLOYMENTS, row.id());
    changes.add(new Change.Deployment(group, row));
  }

  public void deleteDeployment(DeploymentRow row) {
    state = state.with(draft -> IndexedTables.delete(draft, row));
    touch(Table.DEPLOYMENTS, row.id());
  }

  public void putVariable(VariableRow row) {
    state = state.with(draft -> draft.variables = draft.variables.with(row.key(), row));
    touch(Table.VARIABLES, "var\0" + row.key());
  }

  public void deleteVariable(String key) {
    state = state.with(draft -> draft.variables = draft.variables.without(key));
    touch(Table.VARIABLES, "var\0" + key);
  }

  public void putNamespace(String name, @Nullable ObjectNode row) {
    state =
        state.with(draft ->
            draft.namespaces =
                row == null ? draft.namespaces.without(name) : draft.namespaces.with(name, row));
    touch(Table.NAMESPACES, "namespace\0" + name);
  }

  public void putToken(String secret, ObjectNode row) {
    state = state.with(draft -> draft.aclTokens = draft.aclTokens.with(secret, row));
    touch(Table.ACL_TOKENS, "token\0" + secret);
  }

  public void putPolicy(String name, ObjectNode row) {
    state = state.with(draft -> draft.aclPolicies = draft.aclPolicies.with(name, row));
    touch(Table.ACL_POLICIES, "policy\0" + name);
  }

  public void schedulerConfig(ObjectNode config) {
    state = state.with(draft -> draft.schedulerConfig = config);
    touch(Table.SCHEDULER_CONFIG, "config");
  }

  private void touch(Table table, Object item) {
    tableIndexes.put(table, index);
    touched.add(table);
    touched.add(item);
  }

  State finish() {
    return state.with(draft -> {
      draft.index = index;
      draft.tableIndexes = Map.copyOf(tableIndexes);
    });
  }

  List<Change> changes() {
    return changes;
  }

  Set<Object> touched() {
    return touched;
  }
}
