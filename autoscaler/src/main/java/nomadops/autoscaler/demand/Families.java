package nomadops.autoscaler.demand;

import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;

/// What jobs have in common: children of one periodic or parameterized job are one family, any
/// other job is one of its own.
public final class Families {
  private Families() {}

  /// The parent's key, or the job's own.
  public static JobKey of(JobStub job) {
    return job.parentId().isEmpty() ? job.key() : new JobKey(job.namespace(), job.parentId());
  }

  /// The same by the name of the job alone, for allocations, which do not tell the parent: Nomad
  /// names children `parent/dispatch-...` and `parent/periodic-...` (`DispatchedID` and
  /// `PeriodicLaunchSuffix` of 1.7 to 2.0). A child of a child belongs to its own parent.
  public static JobKey of(JobKey job) {
    int end = Math.max(job.id().lastIndexOf("/dispatch-"), job.id().lastIndexOf("/periodic-"));
    return end > 0 ? new JobKey(job.namespace(), job.id().substring(0, end)) : job;
  }
}
