package nomadops.gc.policy;

import nomadops.client.model.JobKey;
import nomadops.gc.job.DeadJob;

/// A finished child of a dispatch or periodic parent.
///
/// @param createIndex the order of runs: the Raft index at which it was made. A stop sets a job's
///   submit time anew and clocks disagree; this index never changes (Nomad 1.7 to 2.0)
/// @param jobModifyIndex names the version that was counted
public record Run(JobKey key, long createIndex, long jobModifyIndex) {
  static Run of(DeadJob job) {
    return new Run(job.key(), job.createIndex(), job.jobModifyIndex());
  }
}
