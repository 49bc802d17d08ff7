package nomadops.exporter.view;

import nomadops.exporter.family.Family;
import nomadops.exporter.family.JobFamilies;
import nomadops.exporter.reading.Observations;
import nomadops.exporter.row.AllocRow;
import nomadops.exporter.row.DeploymentRow;
import nomadops.exporter.row.EvalRow;
import nomadops.exporter.tally.Contributions;
import org.jspecify.annotations.Nullable;

/// What happened between two tellings of a row: counted and timed by what the row says, so that it
/// is the same whether an event told it or, after a gap, a list. What was there before this process
/// looked for the first time did not happen while it watched.
final class Happenings {
  private final Contributions contributions;
  private final Observations observations;
  private long baseline = Long.MAX_VALUE;

  Happenings(Contributions contributions, Observations observations) {
    this.contributions = contributions;
    this.observations = observations;
  }

  /// Everything up to this index was there at the first look; what comes later happens.
  void watchFrom(long index) {
    baseline = index;
  }

  /// Indexes count from anew: nobody knows what is new until all was looked at again.
  void restart() {
    baseline = Long.MAX_VALUE;
  }

  private boolean isNew(long createIndex) {
    return createIndex > baseline;
  }

  /// @param type of its job
  /// @param placedBy the evaluation that placed it, as far as it is known
  void allocation(
      String id,
      @Nullable AllocRow before,
      AllocRow after,
      String type,
      @Nullable EvalRow placedBy) {
    boolean isNew = before == null && isNew(after.createIndex());
    if (before == null && !isNew) {
      return;
    }
    if (isNew && placedBy != null) {
      time(
          JobFamilies.PLACEMENT,
          placedBy.createTime(),
          after.createTime(),
          "eval_id",
          after.evalId(),
          type);
    }
    if ((before == null || before.startedTime() == 0) && after.startedTime() > 0) {
      time(JobFamilies.START, after.createTime(), after.startedTime(), "alloc_id", id, type);
    }
    count(before, after);
  }

  private void count(@Nullable AllocRow before, AllocRow after) {
    String namespace = after.namespace();
    long restarts = after.restarts() - (before == null ? 0 : before.restarts());
    long kills = after.oomKills() - (before == null ? 0 : before.oomKills());
    if (restarts > 0) {
      contributions.counted(JobFamilies.RESTARTS, restarts, namespace);
      contributions.countedOf(JobFamilies.JOB_RESTARTS, restarts, after);
    }
    if (kills > 0) {
      contributions.counted(JobFamilies.OOM_KILLS, kills, namespace);
      contributions.countedOf(JobFamilies.JOB_OOM_KILLS, kills, after);
    }
    if (after.isOver() && (before == null || !before.isOver())) {
      contributions.counted(JobFamilies.ENDS, 1, namespace, after.client());
    }
    boolean broke = after.client().equals("failed") || after.client().equals("lost");
    if (broke && after.replaced() && (before == null || !before.replaced())) {
      contributions.counted(JobFamilies.RESCHEDULES, 1, namespace);
    }
  }

  void evaluation(@Nullable EvalRow before, EvalRow after) {
    boolean ended = after.isTerminal() && (before == null || !before.isTerminal());
    if (ended && (before != null || isNew(after.createIndex()))) {
      time(
          JobFamilies.EVALUATION_DURATION,
          after.createTime(),
          after.modifyTime(),
          "eval_id",
          after.id(),
          after.type(),
          after.status());
    }
  }

  void deployment(@Nullable DeploymentRow before, DeploymentRow after) {
    boolean ended = after.isOver() && (before == null || !before.isOver());
    if (ended && (before != null || isNew(after.createIndex()))) {
      time(
          JobFamilies.DEPLOYMENT_DURATION,
          after.createTime(),
          after.modifyTime(),
          "deployment_id",
          after.id(),
          after.status());
    }
  }

  /// Clocks of servers and clients differ: what began after it ended took no time. What has no
  /// time, as from older servers, is not timed.
  private void time(
      Family family, long from, long until, String label, String id, String... labels) {
    if (from > 0 && until > 0) {
      observations.observe(family, Math.max(0, until - from) / 1e9, label, id, labels);
    }
  }
}
