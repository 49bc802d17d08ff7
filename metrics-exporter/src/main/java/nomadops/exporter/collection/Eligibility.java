package nomadops.exporter.collection;

import java.time.Duration;
import java.util.Optional;
import nomadops.exporter.row.JobRow;

/// Whether Nomad's next collection may take a dead job, and why not (`jobIsGCable` in
/// `nomad/state/schema.go`, `jobGC` and `gcEval` in `nomad/core_sched.go`, 1.7 to 2.0). A tagged
/// version keeps a job, too, and no list tells of one: such a job shows as overdue.
public sealed interface Eligibility {
  /// It may be taken.
  ///
  /// @param sinceNanos since when, nanoseconds since the epoch
  record Eligible(long sinceNanos) implements Eligibility {
    public Duration overdue(Thresholds thresholds, long nowNanos) {
      return Duration.ofNanos(nowNanos - sinceNanos).minus(thresholds.interval().multipliedBy(2));
    }
  }

  /// It may not.
  record Blocked(Reason reason) implements Eligibility {}

  /// Why a dead job is kept.
  enum Reason {
    /// A service or system job that died by itself is kept for ever.
    NOT_STOPPED("not_stopped"),
    /// A periodic or parameterized parent is kept until it is stopped.
    PARENT("parent"),
    EVALUATION("evaluation"),
    ALLOCATION("allocation"),
    /// It, or the last of its evaluations, is younger than the threshold.
    YOUNG("young");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /// Of a dead job.
  static Eligibility of(JobRow job, Activity activity, Thresholds thresholds, long nowNanos) {
    Optional<Reason> kept = kept(job, activity);
    if (kept.isPresent()) {
      return new Blocked(kept.get());
    }
    long from = agesFrom(job, activity) + thresholds.job().toNanos();
    return from > nowNanos ? new Blocked(Reason.YOUNG) : new Eligible(from);
  }

  /// Why a dead job is kept, however old it becomes; empty when nothing but its age keeps it.
  static Optional<Reason> kept(JobRow job, Activity activity) {
    if (job.parent() && !job.stop()) {
      return Optional.of(Reason.PARENT);
    }
    boolean ends = job.type().equals("batch") || job.type().equals("sysbatch");
    if (!job.stop() && !ends) {
      return Optional.of(Reason.NOT_STOPPED);
    }
    if (activity.liveEvaluations() > 0) {
      return Optional.of(Reason.EVALUATION);
    }
    return activity.liveAllocations() > 0 ? Optional.of(Reason.ALLOCATION) : Optional.empty();
  }

  /// Since when a dead job ages, nanoseconds since the epoch.
  static long agesFrom(JobRow job, Activity activity) {
    return Math.max(job.submitTime(), activity.lastChange());
  }
}
