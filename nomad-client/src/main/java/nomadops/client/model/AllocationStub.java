package nomadops.client.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;

/// An allocation as lists and events show it.
///
/// @param jobType `service`, `batch`, `system` or `sysbatch`; empty in events, which do not tell it
/// @param taskStates empty when the list was asked with `task_states=false`
/// @param resources what it takes of its node; [AllocatedResources#NONE] in a list that was not
///   asked with `resources=true`
/// @param desiredStatus what the servers want: `run`, `stop` or `evict`
/// @param clientStatus what the client says: `pending`, `running`, `complete`, `failed`, `lost` or
///   `unknown`
/// @param previousAllocation what it replaces, for whatever reason (rescheduled, migrated,
///   updated); empty in lists, which do not tell it
/// @param rescheduledFrom the failed or lost allocation that its group's last reschedule replaced,
///   from its reschedule tracker; empty when there was none. A later migration keeps the tracker,
///   so this allocation itself is the reschedule only where [#previousAllocation] is the same
/// @param modifyTime nanoseconds since the epoch
public record AllocationStub(
    String id,
    String evalId,
    String name,
    String namespace,
    String nodeId,
    String nodeName,
    String jobId,
    String jobType,
    long jobVersion,
    String taskGroup,
    String desiredStatus,
    String desiredDescription,
    String clientStatus,
    String clientDescription,
    Map<String, TaskState> taskStates,
    AllocatedResources resources,
    String followupEvalId,
    String nextAllocation,
    String previousAllocation,
    String rescheduledFrom,
    long createIndex,
    long modifyIndex,
    long createTime,
    long modifyTime) {

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
    previousAllocation = Fields.text(previousAllocation);
    rescheduledFrom = Fields.text(rescheduledFrom);
  }

  /// The client has finished with it, whatever the servers want.
  public boolean isClientTerminal() {
    return TERMINAL.contains(clientStatus);
  }

  /// When its first task started, as far as its task states are there; else when it was placed.
  public Instant startedAt() {
    return taskStates.values().stream()
        .flatMap(task -> task.startedAt().stream())
        .min(Comparator.naturalOrder())
        .orElseGet(this::createdAt);
  }

  public Instant createdAt() {
    return Fields.instant(createTime);
  }

  public Instant modifiedAt() {
    return Fields.instant(modifyTime);
  }
}
