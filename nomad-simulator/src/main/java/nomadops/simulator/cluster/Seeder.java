package nomadops.simulator.cluster;

import java.util.Map;
import nomadops.simulator.json.JobSpecs;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.EvalRow;
import nomadops.simulator.state.GroupCounts;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.JobSummary;
import nomadops.simulator.state.StateStore;
import nomadops.simulator.workload.DeadJobs;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Puts dead jobs into state in bulk. All of them share one specification and one set of counts, so
/// that a million fit into memory.
public final class Seeder {
  private static final int PER_ENTRY = 5_000;
  private final StateStore store;
  private final Ids ids;

  public Seeder(StateStore store, Ids ids) {
    this.store = store;
    this.ids = ids;
  }

  /// What to seed; times are in nanoseconds before now.
  public record Seed(
      int count,
      String namespace,
      String idPrefix,
      String type,
      long ageNanos,
      long spreadNanos,
      Map<String, String> meta,
      GroupCounts counts,
      boolean withEvaluations,
      String parent) {
    /// Runs of a parent are told apart by the index at which they were made.
    int perEntry() {
      return parent.isEmpty() ? PER_ENTRY : 1;
    }
  }

  public void seed(Seed seed) {
    ObjectNode spec = spec(seed);
    Map<String, GroupCounts> counts = Map.of("g", seed.counts());
    for (int from = 0; from < seed.count(); from += seed.perEntry()) {
      int first = from;
      int end = Math.min(seed.count(), from + seed.perEntry());
      store.<@Nullable Void>apply(
          "",
          txn -> {
            for (int i = first; i < end; i++) {
              long age =
                  seed.ageNanos()
                      + seed.spreadNanos() / Math.max(1, seed.count()) * (seed.count() - 1 - i);
              long submitted = txn.now() - age;
              String id = DeadJobs.id(seed.idPrefix(), i);
              JobSummary summary = new JobSummary(counts, 0, 0, 0, txn.index(), txn.index());
              JobRow row =
                  new JobRow(
                      seed.namespace(),
                      id,
                      seed.parent(),
                      seed.type(),
                      50,
                      "dead",
                      false,
                      false,
                      false,
                      0,
                      submitted,
                      txn.index(),
                      txn.index(),
                      txn.index(),
                      summary,
                      spec);
              txn.putJob(row);
              txn.putSummary(row, summary);
              if (seed.withEvaluations()) {
                EvalRow eval =
                    EvalRow.pending(
                        ids.get(),
                        seed.namespace(),
                        50,
                        seed.type(),
                        "job-register",
                        id,
                        submitted);
                txn.putEval(
                    eval.createdAt(txn.index(), txn.index())
                        .ended("complete", "", txn.index(), submitted, null));
              }
            }
            return null;
          });
    }
  }

  private static ObjectNode spec(Seed seed) {
    ObjectNode job = Json.object();
    job.put("ID", "").put("Name", "").put("Type", seed.type()).put("Priority", 50);
    job.putArray("Datacenters").add("*");
    if (!seed.meta().isEmpty()) {
      ObjectNode meta = job.putObject("Meta");
      seed.meta().forEach(meta::put);
    }
    ObjectNode group = job.putArray("TaskGroups").addObject();
    group.put("Name", "g").put("Count", 1);
    ObjectNode task = group.putArray("Tasks").addObject();
    task.put("Name", "work").put("Driver", "mock_driver");
    task.putObject("Config").put("run_for", "1s");
    task.putObject("Resources").put("CPU", 20).put("MemoryMB", 16);
    return JobSpecs.complete(job);
  }
}
