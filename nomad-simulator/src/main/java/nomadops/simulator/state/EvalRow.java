package nomadops.simulator.state;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One evaluation. `details` holds what the scheduler wrote into it (PlanAnnotations,
/// QueuedAllocations, FailedTGAllocs and so on), as it appears in the JSON.
public record EvalRow(
    String id,
    String namespace,
    int priority,
    String type,
    String triggeredBy,
    String jobId,
    long jobModifyIndex,
    String nodeId,
    String status,
    String statusDescription,
    String previousEval,
    String blockedEval,
    long snapshotIndex,
    long createIndex,
    long modifyIndex,
    long createTime,
    long modifyTime,
    @Nullable ObjectNode details) {

  /// A new evaluation whose indexes are filled in when it is stored.
  public static EvalRow pending(
      String id,
      String namespace,
      int priority,
      String type,
      String triggeredBy,
      String jobId,
      long now) {
    return new EvalRow(
        id,
        namespace,
        priority,
        type,
        triggeredBy,
        jobId,
        0,
        "",
        "pending",
        "",
        "",
        "",
        0,
        0,
        0,
        now,
        now,
        null);
  }

  public boolean terminal() {
    return status.equals("complete") || status.equals("failed") || status.equals("canceled");
  }

  public CreateKey order() {
    return new CreateKey(createIndex, id);
  }

  public String jobKey() {
    return JobRow.key(namespace, jobId);
  }

  public EvalRow createdAt(long index, long jobIndex) {
    return new EvalRow(
        id,
        namespace,
        priority,
        type,
        triggeredBy,
        jobId,
        jobIndex,
        nodeId,
        status,
        statusDescription,
        previousEval,
        blockedEval,
        snapshotIndex,
        index,
        index,
        createTime,
        modifyTime,
        details);
  }

  public EvalRow touched(long index) {
    return new EvalRow(
        id,
        namespace,
        priority,
        type,
        triggeredBy,
        jobId,
        jobModifyIndex,
        nodeId,
        status,
        statusDescription,
        previousEval,
        blockedEval,
        snapshotIndex,
        createIndex,
        index,
        createTime,
        modifyTime,
        details);
  }

  public EvalRow ended(
      String newStatus, String description, long index, long now, @Nullable ObjectNode newDetails) {
    return new EvalRow(
        id,
        namespace,
        priority,
        type,
        triggeredBy,
        jobId,
        jobModifyIndex,
        nodeId,
        newStatus,
        description,
        previousEval,
        blockedEval,
        snapshotIndex,
        createIndex,
        index,
        createTime,
        now,
        newDetails);
  }

  public EvalRow withNode(String newNodeId) {
    return new EvalRow(
        id,
        namespace,
        priority,
        type,
        triggeredBy,
        jobId,
        jobModifyIndex,
        newNodeId,
        status,
        statusDescription,
        previousEval,
        blockedEval,
        snapshotIndex,
        createIndex,
        modifyIndex,
        createTime,
        modifyTime,
        details);
  }

  public EvalRow withBlocked(String newBlockedEval, long newSnapshotIndex) {
    return new EvalRow(
        id,
        namespace,
        priority,
        type,
        triggeredBy,
        jobId,
        jobModifyIndex,
        nodeId,
        status,
        statusDescription,
        previousEval,
        newBlockedEval,
        newSnapshotIndex,
        createIndex,
        modifyIndex,
        createTime,
        modifyTime,
        details);
  }

  /// This one as the leader remembers it, and state does not, when it waits on.
  public EvalRow waiting(long newSnapshotIndex, ObjectNode classes) {
    return new EvalRow(
        id,
        namespace,
        priority,
        type,
        triggeredBy,
        jobId,
        jobModifyIndex,
        nodeId,
        status,
        statusDescription,
        previousEval,
        blockedEval,
        newSnapshotIndex,
        createIndex,
        modifyIndex,
        createTime,
        modifyTime,
        classes);
  }

  /// The evaluation that waits for capacity in place of this one.
  public EvalRow blocked(String newId, long now, ObjectNode failures) {
    return new EvalRow(
        newId,
        namespace,
        priority,
        type,
        "queued-allocs",
        jobId,
        jobModifyIndex,
        "",
        "blocked",
        "created to place remaining allocations",
        id,
        "",
        snapshotIndex,
        0,
        0,
        now,
        now,
        failures);
  }
}
