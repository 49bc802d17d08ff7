package nomadops.gc.doctor;

import nomadops.client.model.JobKey;

/// A dead job that is past Nomad's threshold, and what holds it.
///
/// @param evidence what was seen of it
public record Standing(JobKey job, Cause cause, String evidence) {

  /// What keeps Nomad's collector from a job that is old enough (jobGC and gcEval in
  /// nomad/core_sched.go, 2.0.5).
  public enum Cause {
    /// An allocation of it is not finished on its client.
    ALLOCATIONS,
    /// One of its evaluations waits.
    EVALUATIONS,
    /// Something of it changed less than the threshold ago.
    ACTIVITY,
    /// One of its versions is tagged.
    TAG,
    /// Nothing: the collector has not come to it.
    NOTHING
  }
}
