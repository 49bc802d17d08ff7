package nomadops.gc.policy;

import java.time.Duration;

/// One line of the policy: the jobs it is about, how long they are kept, and how many of each
/// parent's are kept whatever their age. A job goes only when both let it.
public record RetentionRule(String name, Match match, Retention retention, KeepLast last) {
  /// Nomad's own `job_gc_threshold`. It holds for batch jobs too: `batch_eval_gc_threshold` (24h)
  /// is about evaluations of batch jobs that are deleted, or stopped and dead; the collector of
  /// jobs takes the evaluations of a dead batch job with it once they are older than the *job's*
  /// threshold (jobGC and gcEval in nomad/core_sched.go, defaults in nomad/config.go, 2.0.5).
  public static final Duration NOMAD_JOB_GC_THRESHOLD = Duration.ofHours(4);

  /// A rule that goes by time alone.
  public RetentionRule(String name, Match match, Retention retention) {
    this(name, match, retention, KeepLast.NONE);
  }

  public static RetentionRule forAll(String name, Duration keepFor) {
    return new RetentionRule(name, Match.ALL, new Retention.KeepFor(keepFor));
  }
}
