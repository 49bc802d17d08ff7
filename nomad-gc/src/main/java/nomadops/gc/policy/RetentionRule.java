package nomadops.gc.policy;

import java.time.Duration;

/// One line of the policy: the jobs it is about, and how long they are kept.
public record RetentionRule(String name, Match match, Retention retention) {
  /// Nomad's own `job_gc_threshold`. It holds for batch jobs too: `batch_eval_gc_threshold` (24h)
  /// is about evaluations of batch jobs that are deleted, or stopped and dead; the collector of
  /// jobs takes the evaluations of a dead batch job with it once they are older than the *job's*
  /// threshold (jobGC and gcEval in nomad/core_sched.go, defaults in nomad/config.go, 2.0.5).
  public static final Duration NOMAD_JOB_GC_THRESHOLD = Duration.ofHours(4);

  public static RetentionRule forAll(String name, Duration keepFor) {
    return new RetentionRule(name, Match.ALL, new Retention.KeepFor(keepFor));
  }
}
