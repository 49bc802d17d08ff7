package nomadops.client.model;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// A unit of scheduling work.
///
/// @param triggeredBy why it was made: `job-register`, `job-deregister`, `node-drain`, ...
/// @param status `blocked`, `pending`, `complete`, `failed` or `canceled`
/// @param queuedAllocations by task group: what could not be placed
/// @param createTime nanoseconds since the epoch
/// @param failures why; nothing when all was placed, or no scheduler has looked at it
public record Evaluation(
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
    String nextEval,
    String previousEval,
    String blockedEval,
    Map<String, Integer> queuedAllocations,
    long createIndex,
    long modifyIndex,
    long createTime,
    long modifyTime,
    PlacementFailures failures) {

  private static final Set<String> TERMINAL = Set.of("complete", "failed", "canceled");

  public Evaluation {
    id = Fields.text(id);
    namespace = Fields.text(namespace);
    type = Fields.text(type);
    triggeredBy = Fields.text(triggeredBy);
    jobId = Fields.text(jobId);
    nodeId = Fields.text(nodeId);
    status = Fields.text(status);
    statusDescription = Fields.text(statusDescription);
    nextEval = Fields.text(nextEval);
    previousEval = Fields.text(previousEval);
    blockedEval = Fields.text(blockedEval);
    queuedAllocations = Fields.map(queuedAllocations);
    failures = failures == null ? PlacementFailures.NONE : failures;
  }

  /// One that says nothing of failures.
  public Evaluation(
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
      String nextEval,
      String previousEval,
      String blockedEval,
      Map<String, Integer> queuedAllocations,
      long createIndex,
      long modifyIndex,
      long createTime,
      long modifyTime) {
    this(
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
        nextEval,
        previousEval,
        blockedEval,
        queuedAllocations,
        createIndex,
        modifyIndex,
        createTime,
        modifyTime,
        PlacementFailures.NONE);
  }

  /// Nothing more will come of it.
  public boolean isTerminal() {
    return TERMINAL.contains(status);
  }

  public Instant createdAt() {
    return Fields.instant(createTime);
  }

  public Instant modifiedAt() {
    return Fields.instant(modifyTime);
  }
}
