package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// An allocation as lists show it.
///
/// @param desiredStatus what the servers want: `run`, `stop` or `evict`
/// @param clientStatus what the client says: `pending`, `running`, `complete`, `failed`, `lost` or
///   `unknown`
/// @param modifyTime nanoseconds since the epoch
public record AllocationStub(
    @JsonProperty("ID") String id,
    @JsonProperty("EvalID") String evalId,
    @JsonProperty("Name") String name,
    @JsonProperty("Namespace") String namespace,
    @JsonProperty("NodeID") String nodeId,
    @JsonProperty("NodeName") String nodeName,
    @JsonProperty("JobID") String jobId,
    @JsonProperty("JobType") String jobType,
    @JsonProperty("JobVersion") long jobVersion,
    @JsonProperty("TaskGroup") String taskGroup,
    @JsonProperty("DesiredStatus") String desiredStatus,
    @JsonProperty("DesiredDescription") String desiredDescription,
    @JsonProperty("ClientStatus") String clientStatus,
    @JsonProperty("ClientDescription") String clientDescription,
    @JsonProperty("TaskStates") Map<String, TaskState> taskStates,
    @JsonProperty("FollowupEvalID") String followupEvalId,
    @JsonProperty("NextAllocation") String nextAllocation,
    @JsonProperty("CreateIndex") long createIndex,
    @JsonProperty("ModifyIndex") long modifyIndex,
    @JsonProperty("CreateTime") long createTime,
    @JsonProperty("ModifyTime") long modifyTime) {

  private static final Set<String> TERMINAL = Set.of("complete", "failed", "lost");

  public AllocationStub {
    id = Fields.text(id);
    evalId = Fields.text(evalId);
    name = Fields.text(name);
    namespace = Fields.text(namespace);
    nodeId = Fields.text(nodeId);
    nodeName = Fields.text(nodeName);
    jobId = Fields.text(jobId);
    jobType = Fields.text(jobType);
    taskGroup = Fields.text(taskGroup);
    desiredStatus = Fields.text(desiredStatus);
    desiredDescription = Fields.text(desiredDescription);
    clientStatus = Fields.text(clientStatus);
    clientDescription = Fields.text(clientDescription);
    taskStates = Fields.map(taskStates);
    followupEvalId = Fields.text(followupEvalId);
    nextAllocation = Fields.text(nextAllocation);
  }

  /// The client has finished with it, whatever the servers want.
  public boolean isClientTerminal() {
    return TERMINAL.contains(clientStatus);
  }

  public Instant createdAt() {
    return Fields.instant(createTime);
  }

  public Instant modifiedAt() {
    return Fields.instant(modifyTime);
  }
}
