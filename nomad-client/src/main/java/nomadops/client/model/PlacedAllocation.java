package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An allocation as a node lists it (`/v1/node/:id/allocations`): with its job as it was when it
/// was placed, which may since have another version or be gone.
///
/// @param desiredStatus what the servers want: `run`, `stop` or `evict`
/// @param desiredTransition whether it was told to leave its node, and whether to be replaced
/// @param clientStatus what the client says: `pending`, `running`, `complete`, `failed`, `lost` or
///   `unknown`
/// @param nextAllocation the one that replaced it; empty for none
/// @param modifyTime nanoseconds since the epoch
public record PlacedAllocation(
    @JsonProperty("ID") String id,
    @JsonProperty("Namespace") String namespace,
    @JsonProperty("NodeID") String nodeId,
    @JsonProperty("JobID") String jobId,
    @JsonProperty("Job") PlacedJob job,
    @JsonProperty("TaskGroup") String taskGroup,
    @JsonProperty("DesiredStatus") String desiredStatus,
    @JsonProperty("DesiredDescription") String desiredDescription,
    @JsonProperty("DesiredTransition") DesiredTransition desiredTransition,
    @JsonProperty("ClientStatus") String clientStatus,
    @JsonProperty("NextAllocation") String nextAllocation,
    @JsonProperty("TaskStates") Map<String, TaskState> taskStates,
    @JsonProperty("CreateTime") long createTime,
    @JsonProperty("ModifyTime") long modifyTime) {

  private static final Set<String> TERMINAL = Set.of("complete", "failed", "lost");

  public PlacedAllocation {
    id = Fields.text(id);
    namespace = Fields.text(namespace);
    nodeId = Fields.text(nodeId);
    jobId = Fields.text(jobId);
    job = job == null ? PlacedJob.UNKNOWN : job;
    taskGroup = Fields.text(taskGroup);
    desiredStatus = Fields.text(desiredStatus);
    desiredDescription = Fields.text(desiredDescription);
    desiredTransition = desiredTransition == null ? DesiredTransition.NONE : desiredTransition;
    clientStatus = Fields.text(clientStatus);
    nextAllocation = Fields.text(nextAllocation);
    taskStates = Fields.map(taskStates);
  }

  /// The client has finished with it, whatever the servers want.
  public boolean isClientTerminal() {
    return TERMINAL.contains(clientStatus);
  }

  /// When its first task started; before that, when it was placed.
  public Instant startedAt() {
    return taskStates.values().stream()
        .flatMap(task -> task.startedAt().stream())
        .min(Comparator.naturalOrder())
        .orElseGet(() -> Fields.instant(createTime));
  }

  /// When its last task ended; empty while one runs.
  public Optional<Instant> endedAt() {
    if (!isClientTerminal()) {
      return Optional.empty();
    }
    @Nullable Instant last =
        taskStates.values().stream()
            .flatMap(task -> task.finishedAt().stream())
            .max(Comparator.naturalOrder())
            .orElse(null);
    return Optional.of(last == null ? Fields.instant(modifyTime) : last);
  }

  /// When anything of it last changed, by the servers' clock.
  public Instant modifiedAt() {
    return Fields.instant(modifyTime);
  }

  /// How long it may take to stop: [PlacedJob#stopTime(String)] of its group.
  public Duration stopTime() {
    return job.stopTime(taskGroup);
  }
}
