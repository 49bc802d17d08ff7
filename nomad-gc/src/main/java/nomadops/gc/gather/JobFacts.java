package nomadops.gc.gather;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Evaluation;
import nomadops.client.model.NomadJson;
import nomadops.client.model.RawJson;
import nomadops.client.model.TaskEvent;
import nomadops.client.model.TaskState;
import nomadops.gc.job.AllocCounts;
import nomadops.gc.job.DeadJob;

/// What else is kept of a job, in short: counts, evaluations, and how each allocation and each of
/// its tasks ended. The failed ones first, and at most [#MOST] of each: a job may have ten
/// thousand.
final class JobFacts {
  static final int MOST = 500;

  private JobFacts() {}

  /// Whether there can be allocations to ask for: a list counts none where a summary is missing,
  /// and evaluations that placed something say so.
  static boolean anyAllocations(DeadJob job, List<Evaluation> evals) {
    AllocCounts counts = job.allocs();
    boolean counted =
        counts.complete()
                + counts.failed()
                + counts.lost()
                + counts.unknown()
                + counts.running()
                + counts.starting()
            > 0;
    return counted || (!evals.isEmpty() && job.summaryModifyIndex() == 0);
  }

  static RawJson of(DeadJob job, List<Evaluation> evals, List<AllocationStub> allocs) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("summary", summary(job.allocs()));
    all.put("evaluations", evals.size());
    all.put("allocations", allocs.size());
    all.put(
        "evals",
        evals.stream()
            .sorted(Comparator.comparingLong(Evaluation::createIndex))
            .limit(MOST)
            .map(JobFacts::eval)
            .toList());
    all.put(
        "allocs",
        allocs.stream()
            .sorted(
                Comparator.comparing((AllocationStub a) -> a.clientStatus().equals("complete"))
                    .thenComparingLong(AllocationStub::createIndex))
            .limit(MOST)
            .map(JobFacts::alloc)
            .toList());
    return RawJson.owning(NomadJson.write(all));
  }

  private static Map<String, Object> summary(AllocCounts counts) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("queued", counts.queued());
    summary.put("complete", counts.complete());
    summary.put("failed", counts.failed());
    summary.put("lost", counts.lost());
    summary.put("unknown", counts.unknown());
    return summary;
  }

  private static Map<String, Object> eval(Evaluation eval) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("id", eval.id());
    told.put("triggered_by", eval.triggeredBy());
    told.put("status", eval.status());
    text(told, "description", eval.statusDescription());
    told.put("modify_index", eval.modifyIndex());
    told.put("at", eval.modifiedAt().toString());
    return told;
  }

  private static Map<String, Object> alloc(AllocationStub alloc) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("id", alloc.id());
    told.put("group", alloc.taskGroup());
    told.put("node", alloc.nodeName().isEmpty() ? alloc.nodeId() : alloc.nodeName());
    told.put("status", alloc.clientStatus());
    text(told, "description", alloc.clientDescription());
    told.put("created", alloc.createdAt().toString());
    told.put("modified", alloc.modifiedAt().toString());
    List<Map<String, Object>> tasks = new ArrayList<>();
    alloc.taskStates().forEach((name, state) -> tasks.add(task(name, state)));
    told.put("tasks", tasks);
    return told;
  }

  private static Map<String, Object> task(String name, TaskState state) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("task", name);
    told.put("failed", state.failed());
    told.put("restarts", state.restarts());
    text(told, "started", state.startedAt().map(Instant::toString).orElse(""));
    text(told, "finished", state.finishedAt().map(Instant::toString).orElse(""));
    state.events().stream()
        .filter(event -> event.type().equals("Terminated"))
        .reduce((_, later) -> later)
        .ifPresent(end -> ended(told, end));
    return told;
  }

  private static void ended(Map<String, Object> told, TaskEvent end) {
    end.exitCode().ifPresent(code -> told.put("exit_code", code));
    if (end.oomKilled()) {
      told.put("oom_killed", true);
    }
  }

  private static void text(Map<String, Object> told, String key, String value) {
    if (!value.isEmpty()) {
      told.put(key, value);
    }
  }
}
