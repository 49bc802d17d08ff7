package nomadops.simulator.sched;

import java.util.Map;
import java.util.TreeMap;
import nomadops.simulator.json.Json;
import nomadops.simulator.state.AllocRow;
import nomadops.simulator.state.GroupCounts;
import nomadops.simulator.state.JobRow;
import nomadops.simulator.state.JobSummary;
import nomadops.simulator.state.Txn;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Keeps job summaries in step with allocations.
public final class Summaries {
  private Summaries() {}

  /// The summary of a job that was just registered: every group, with what earlier versions left.
  public static JobSummary registered(JsonNode spec, @Nullable JobSummary before, long index) {
    Map<String, GroupCounts> groups = new TreeMap<>();
    for (JsonNode group : spec.path("TaskGroups")) {
      String name = Json.text(group.path("Name"));
      groups.put(
          name,
          before == null ? GroupCounts.ZERO : before.groups().getOrDefault(name, GroupCounts.ZERO));
    }
    return before == null
        ? new JobSummary(groups, 0, 0, 0, index, index)
        : before.withGroups(groups, index);
  }

  /// Moves one allocation from its old client status (null: it is new) to its new one. A new one is
  /// no longer queued (`updateSummaryWithAlloc` in Nomad's `nomad/state/state_store.go`).
  static void moved(Txn txn, @Nullable AllocRow before, AllocRow after) {
    JobRow job = txn.state().jobs().get(after.job().key());
    String from = before == null ? "" : before.clientStatus();
    if (job == null || from.equals(after.clientStatus())) {
      return;
    }
    Map<String, GroupCounts> groups = new TreeMap<>(job.summary().groups());
    GroupCounts counts = groups.getOrDefault(after.group(), GroupCounts.ZERO);
    counts = plus(plus(counts, from, -1), after.clientStatus(), 1);
    if (before == null) {
      counts = counts.dequeued();
    }
    groups.put(after.group(), counts);
    txn.putSummary(job, job.summary().withGroups(groups, txn.index()));
  }

  static void queued(Txn txn, String jobKey, Map<String, Integer> queued) {
    JobRow job = txn.state().jobs().get(jobKey);
    if (job == null) {
      return;
    }
    Map<String, GroupCounts> groups = new TreeMap<>(job.summary().groups());
    boolean changed = false;
    for (Map.Entry<String, Integer> entry : queued.entrySet()) {
      GroupCounts c = groups.getOrDefault(entry.getKey(), GroupCounts.ZERO);
      if (c.queued() != entry.getValue()) {
        changed = true;
        groups.put(
            entry.getKey(),
            new GroupCounts(
                entry.getValue(), c.complete(), c.failed(), c.running(), c.starting(), c.lost()));
      }
    }
    if (changed) {
      txn.putSummary(job, job.summary().withGroups(groups, txn.index()));
    }
  }

  private static GroupCounts plus(GroupCounts c, String status, int n) {
    return switch (status) {
      case "pending" ->
          new GroupCounts(
              c.queued(), c.complete(), c.failed(), c.running(), at0(c.starting() + n), c.lost());
      case "running" ->
          new GroupCounts(
              c.queued(), c.complete(), c.failed(), at0(c.running() + n), c.starting(), c.lost());
      case "complete" ->
          new GroupCounts(
              c.queued(), at0(c.complete() + n), c.failed(), c.running(), c.starting(), c.lost());
      case "failed" ->
          new GroupCounts(
              c.queued(), c.complete(), at0(c.failed() + n), c.running(), c.starting(), c.lost());
      case "lost" ->
          new GroupCounts(
              c.queued(), c.complete(), c.failed(), c.running(), c.starting(), at0(c.lost() + n));
      default -> c;
    };
  }

  private static int at0(int n) {
    return Math.max(0, n);
  }
}
