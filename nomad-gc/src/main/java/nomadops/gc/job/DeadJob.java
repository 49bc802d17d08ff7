package nomadops.gc.job;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import nomadops.client.model.Job;
import nomadops.client.model.JobKey;

/// One row of `GET /v1/jobs?meta=true` (Nomad 1.7 to 2.0), reduced to what the policy asks about.
///
/// A row does not tell the job's version, version tags, evaluations, nor when the job died: what it
/// lacks is asked at the re-check.
///
/// @param status as Nomad says it; anything but `dead` is never collected
/// @param submitTime when this version was registered, or the job stopped: a stop sets it anew
///   (handleJobDeregister in nomad/fsm.go, 2.0.5)
/// @param liveChildren pending and running children of a periodic or parameterized parent
/// @param modifyIndex Raft index of the last change of the job, its status included
/// @param jobModifyIndex Raft index of its last registration or stop: names this version
/// @param summaryModifyIndex Raft index of the last change of an allocation's client status; 0
///   without a summary
/// @param meta the job's meta; callers should leave out the keys that no rule uses
public record DeadJob(
    JobKey key,
    JobType type,
    String status,
    String parentId,
    boolean stop,
    boolean periodic,
    boolean parameterized,
    Instant submitTime,
    AllocCounts allocs,
    int liveChildren,
    long createIndex,
    long modifyIndex,
    long jobModifyIndex,
    long summaryModifyIndex,
    Map<String, String> meta) {

  public DeadJob {
    Objects.requireNonNull(key, "key is null");
    Objects.requireNonNull(type, "type is null");
    Objects.requireNonNull(submitTime, "submitTime is null");
    meta = meta == null ? Map.of() : Map.copyOf(meta);
    status = status == null ? "" : status;
    parentId = parentId == null ? "" : parentId;
    allocs = allocs == null ? AllocCounts.NONE : allocs;
  }

  /// One that an event told of, which says nothing of its allocations.
  public static DeadJob died(Job job) {
    return new DeadJob(
        job.key(),
        JobType.parse(job.type()),
        job.status(),
        job.parentId(),
        job.stop(),
        job.periodic(),
        job.parameterized() && !job.dispatched(),
        job.submittedAt(),
        AllocCounts.NONE,
        0,
        job.createIndex(),
        job.modifyIndex(),
        job.jobModifyIndex(),
        0,
        job.meta());
  }

  /// A dispatched or periodic child: its id holds a time and is never used again.
  public boolean isChild() {
    return !parentId.isEmpty();
  }

  /// True of a periodic or parameterized job, which lives to spawn children.
  public boolean isParent() {
    return periodic || parameterized;
  }

  /// True of a job that does not end by itself, and that nobody stopped.
  public boolean isUnstopped() {
    return !stop && !isParent() && !type.endsByItself();
  }

  /// True if the job changed after its first registration: registered again under the same id,
  /// scaled, or stopped.
  public boolean changedSinceCreation() {
    return jobModifyIndex > createIndex;
  }

  /// Raft index after which nothing happened to the job or to its allocations.
  public long lastActivityIndex() {
    return Math.max(modifyIndex, summaryModifyIndex);
  }
}
