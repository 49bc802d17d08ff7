package nomadops.client.model;

import java.util.Map;
import tools.jackson.core.JsonParser;

/// Reads an [Evaluation].
final class EvaluationFields extends Fieldwise<EvaluationFields.Gathered, Evaluation> {
  private static final FailedPlacementFields FAILED = new FailedPlacementFields();

  static final class Gathered {
    private String id = "";
    private String namespace = "";
    private int priority;
    private String type = "";
    private String triggeredBy = "";
    private String jobId = "";
    private long jobModifyIndex;
    private String nodeId = "";
    private String status = "";
    private String statusDescription = "";
    private String nextEval = "";
    private String previousEval = "";
    private String blockedEval = "";
    private Map<String, Integer> queued = Map.of();
    private long createIndex;
    private long modifyIndex;
    private long createTime;
    private long modifyTime;
    private Map<String, FailedPlacement> failed = Map.of();
    private String quotaLimitReached = "";
    private boolean missingNonNodeResources;
    private boolean escapedComputedClass;
    private long snapshotIndex;

    /// Most evaluations failed nothing: they share one value.
    private PlacementFailures failures() {
      boolean nothing =
          failed.isEmpty()
              && quotaLimitReached.isEmpty()
              && !missingNonNodeResources
              && !escapedComputedClass
              && snapshotIndex == 0;
      return nothing
          ? PlacementFailures.NONE
          : new PlacementFailures(
              failed,
              quotaLimitReached,
              missingNonNodeResources,
              escapedComputedClass,
              snapshotIndex);
    }
  }

  @Override
  Gathered begin() {
    return new Gathered();
  }

  @Override
  boolean take(Gathered g, String field, JsonParser json) {
    switch (field) {
      case "ID" -> g.id = text(json);
      case "Namespace" -> g.namespace = text(json);
      case "Priority" -> g.priority = small(json);
      case "Type" -> g.type = text(json);
      case "TriggeredBy" -> g.triggeredBy = text(json);
      case "JobID" -> g.jobId = text(json);
      case "JobModifyIndex" -> g.jobModifyIndex = number(json);
      case "NodeID" -> g.nodeId = text(json);
      case "Status" -> g.status = text(json);
      case "StatusDescription" -> g.statusDescription = text(json);
      case "NextEval" -> g.nextEval = text(json);
      case "PreviousEval" -> g.previousEval = text(json);
      case "BlockedEval" -> g.blockedEval = text(json);
      case "QueuedAllocations" -> g.queued = map(json, Fieldwise::small);
      case "FailedTGAllocs" -> g.failed = map(json, FAILED::object);
      case "QuotaLimitReached" -> g.quotaLimitReached = text(json);
      case "MissingNonNodeResources" -> g.missingNonNodeResources = filled(json);
      case "EscapedComputedClass" -> g.escapedComputedClass = flag(json);
      case "SnapshotIndex" -> g.snapshotIndex = number(json);
      case "CreateIndex" -> g.createIndex = number(json);
      case "ModifyIndex" -> g.modifyIndex = number(json);
      case "CreateTime" -> g.createTime = number(json);
      case "ModifyTime" -> g.modifyTime = number(json);
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  Evaluation end(Gathered g) {
    return new Evaluation(
        g.id,
        g.namespace,
        g.priority,
        g.type,
        g.triggeredBy,
        g.jobId,
        g.jobModifyIndex,
        g.nodeId,
        g.status,
        g.statusDescription,
        g.nextEval,
        g.previousEval,
        g.blockedEval,
        g.queued,
        g.createIndex,
        g.modifyIndex,
        g.createTime,
        g.modifyTime,
        g.failures());
  }
}
