package nomadops.autoscaler.capacity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import nomadops.client.model.AllocatedResources;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.JobKey;

/// An allocation that is not over, as far as its node is concerned.
///
/// @param type of its job; empty while nobody has told it, as events of allocations do not
/// @param index its Raft index
/// @param over its client is done with it (`complete`, `failed`, `lost`)
public record Placement(
    String id,
    String nodeId,
    JobKey job,
    String group,
    String type,
    AllocatedResources takes,
    Instant startedAt,
    long index,
    boolean over) {
  private static final Set<String> COMES_WITH_THE_NODE = Set.of("system", "sysbatch");

  /// From a list's row or an event; empty for what says neither its node nor its job.
  public static Optional<Placement> of(AllocationStub stub) {
    if (stub.id().isEmpty() || stub.nodeId().isEmpty() || stub.jobId().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Placement(
            stub.id(),
            stub.nodeId(),
            new JobKey(stub.namespace().isEmpty() ? "default" : stub.namespace(), stub.jobId()),
            stub.taskGroup(),
            stub.jobType(),
            stub.resources(),
            stub.startedAt(),
            stub.modifyIndex(),
            stub.isClientTerminal()));
  }

  Placement ofType(String jobType) {
    return new Placement(id, nodeId, job, group, jobType, takes, startedAt, index, over);
  }

  /// Is of a service or batch job: a node with such a one is not empty. One of unknown type is
  /// taken for work.
  boolean isWork() {
    return !COMES_WITH_THE_NODE.contains(type);
  }

  /// The job that its runtimes are known by: children of one parent run alike. Nomad names them so
  /// (1.7 to 2.0.5: `parent/dispatch-<time>-<id>`, `parent/periodic-<time>`).
  JobKey family() {
    int cut = Math.max(job.id().lastIndexOf("/dispatch-"), job.id().lastIndexOf("/periodic-"));
    return cut <= 0 ? job : new JobKey(job.namespace(), job.id().substring(0, cut));
  }
}
