package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// A unit of scheduling work.
///
/// @param triggeredBy why it was made: `job-register`, `job-deregister`, `node-drain`, ...
/// @param status `blocked`, `pending`, `complete`, `failed` or `canceled`
/// @param queuedAllocations by task group: what could not be placed
/// @param createTime nanoseconds since the epoch
public record Evaluation(
    @JsonProperty("ID") String id,
    @JsonProperty("Namespace") String namespace,
    @JsonProperty("Priority") int priority,
    @JsonProperty("Type") String type,
    @JsonProperty("TriggeredBy") String triggeredBy,
    @JsonProperty("JobID") String jobId,
    @JsonProperty("JobModifyIndex") long jobModifyIndex,
    @JsonProperty("NodeID") String nodeId,
    @JsonProperty("Status") String status,
    @JsonProperty("StatusDescription") String statusDescription,
    @JsonProperty("NextEval") String nextEval,
    @JsonProperty("PreviousEval") String previousEval,
    @JsonProperty("BlockedEval") String blockedEval,
    @JsonProperty("QueuedAllocations") Map<String, Integer> queuedAllocations,
    @JsonProperty("CreateIndex") long createIndex,
    @JsonProperty("ModifyIndex") long modifyIndex,
    @JsonProperty("CreateTime") long createTime,
    @JsonProperty("ModifyTime") long modifyTime) {

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
