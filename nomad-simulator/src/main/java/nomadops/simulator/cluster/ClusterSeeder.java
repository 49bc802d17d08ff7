package nomadops.simulator.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import nomadops.simulator.state.NodeRow;
import nomadops.simulator.state.NodeSpec;
import nomadops.simulator.state.StateStore;
import nomadops.simulator.state.Txn;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Puts a whole cluster into state: nodes, then jobs with what belongs to them, some thousand rows
/// an entry.
public final class ClusterSeeder {
  private static final int JOBS_PER_ENTRY = 500;
  private static final int NODES_PER_ENTRY = 1_000;
  private static final long DAY = TimeUnit.DAYS.toNanos(1);

  private final StateStore store;
  private final Ids ids;
  private final NodeWrites nodeWrites;

  public ClusterSeeder(StateStore store, Ids ids, NodeWrites nodeWrites) {
    this.store = store;
    this.ids = ids;
    this.nodeWrites = nodeWrites;
  }

  /// How many of each; see `ClusterSeed`.
  public record Counts(
      int nodes,
      int services,
      int running,
      int ended,
      int parents,
      int runningChildren,
      int deadChildren,
      int deadJobs) {}

  /// Writes everything.
  ///
  /// @param spec the node of this number
  public void seed(Counts counts, IntFunction<NodeSpec> spec) {
    List<NodeRow> nodes = nodes(counts.nodes(), spec);
    SeedRows rows = new SeedRows(ids, nodes);
    ObjectNode service = SeedSpecs.of("service", counts.running());
    ObjectNode batch = SeedSpecs.of("batch", 1);
    ObjectNode parameterized = SeedSpecs.parameterized();
    each(
        counts.services(),
        (txn, i) ->
            rows.service(
                txn,
                id("svc-%05d", i),
                service,
                counts.running(),
                counts.ended(),
                age(i, counts.services())));
    each(
        counts.parents(),
        (txn, i) ->
            rows.parent(
                txn,
                id("param-%04d", i),
                parameterized,
                counts.runningChildren(),
                counts.deadChildren(),
                DAY));
    int children = counts.runningChildren() + counts.deadChildren();
    each(
        counts.parents() * children,
        (txn, i) -> {
          String parent = id("param-%04d", i / children);
          String child = parent + "/dispatch-" + txn.now() / 1_000_000_000L + "-" + ids.shortId();
          boolean runs = i % children < counts.runningChildren();
          rows.batch(txn, child, parent, parameterized, runs, age(i, counts.parents() * children));
        });
    each(
        counts.deadJobs(),
        (txn, i) ->
            rows.batch(txn, id("batch-%07d", i), "", batch, false, age(i, counts.deadJobs())));
  }

  private static String id(String pattern, int number) {
    return String.format(Locale.ROOT, pattern, number);
  }

  /// Spread over the last day, the first ones oldest.
  private static long age(int number, int of) {
    return DAY / Math.max(1, of) * (of - number);
  }

  private List<NodeRow> nodes(int count, IntFunction<NodeSpec> spec) {
    List<NodeRow> nodes = new ArrayList<>(count);
    each(
        count,
        NODES_PER_ENTRY,
        (txn, i) -> {
          NodeRow row = nodeWrites.fresh(spec.apply(i)).createdAt(txn.index());
          nodes.add(row);
          txn.putNode(row);
        });
    return nodes;
  }

  private interface Each {
    void write(Txn txn, int number);
  }

  private void each(int count, Each write) {
    each(count, JOBS_PER_ENTRY, write);
  }

  private void each(int count, int perEntry, Each write) {
    for (int from = 0; from < count; from += perEntry) {
      int first = from;
      int end = Math.min(count, from + perEntry);
      store.<@Nullable Void>apply(
          "",
          txn -> {
            for (int i = first; i < end; i++) {
              write.write(txn, i);
            }
            return null;
          });
    }
  }
}
