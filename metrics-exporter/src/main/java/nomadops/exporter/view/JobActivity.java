package nomadops.exporter.view;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import nomadops.client.model.JobKey;
import nomadops.exporter.collection.Activity;
import nomadops.exporter.row.AllocRow;
import nomadops.exporter.row.EvalRow;
import org.jspecify.annotations.Nullable;

/// What is known of each job's evaluations and allocations, kept up to date by their changes.
final class JobActivity {
  private final Map<JobKey, Counts> jobs = new HashMap<>();
  private Consumer<JobKey> changed = _ -> {};

  private static final class Counts {
    int rows;
    int liveEvaluations;
    int liveAllocations;
    long lastChange;
  }

  /// @param listener hears of each job of which something is known anew
  void onChange(Consumer<JobKey> listener) {
    changed = listener;
  }

  void evaluation(@Nullable EvalRow before, @Nullable EvalRow after) {
    if (before != null) {
      before.job().ifPresent(job -> add(job, -1, before.isTerminal() ? 0 : -1, 0, 0));
    }
    if (after != null) {
      after.job().ifPresent(job -> add(job, 1, after.isTerminal() ? 0 : 1, 0, after.modifyTime()));
    }
  }

  void allocation(@Nullable AllocRow before, @Nullable AllocRow after) {
    if (before != null) {
      add(key(before), -1, 0, before.isOver() ? 0 : -1, 0);
    }
    if (after != null) {
      add(key(after), 1, 0, after.isOver() ? 0 : 1, after.modifyTime());
    }
  }

  private static JobKey key(AllocRow alloc) {
    return new JobKey(alloc.namespace(), alloc.jobId());
  }

  private void add(JobKey job, int rows, int liveEvaluations, int liveAllocations, long at) {
    Counts counts = jobs.computeIfAbsent(job, _ -> new Counts());
    counts.rows += rows;
    counts.liveEvaluations += liveEvaluations;
    counts.liveAllocations += liveAllocations;
    counts.lastChange = Math.max(counts.lastChange, at);
    if (counts.rows == 0) {
      jobs.remove(job);
    }
    changed.accept(job);
  }

  Activity of(JobKey job) {
    Counts counts = jobs.get(job);
    return counts == null
        ? Activity.NONE
        : new Activity(counts.liveEvaluations, counts.liveAllocations, counts.lastChange);
  }
}
