package nomadops.client.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A deployment as lists and events show it.
///
/// @param status `running`, `paused`, `failed`, `successful`, `cancelled`, `initializing`,
///   `pending`, `blocked` or `unblocking`
/// @param taskGroups by name
/// @param createTime nanoseconds since the epoch; 0 before Nomad 1.10, which does not tell it
/// @param modifyTime nanoseconds since the epoch; 0 before Nomad 1.10
public record Deployment(
    String id,
    String namespace,
    String jobId,
    long jobVersion,
    String status,
    String statusDescription,
    Map<String, DeploymentGroup> taskGroups,
    long createIndex,
    long modifyIndex,
    long createTime,
    long modifyTime) {

  private static final Set<String> TERMINAL = Set.of("failed", "successful", "cancelled");

  public Deployment {
    id = Fields.text(id);
    namespace = Fields.text(namespace);
    jobId = Fields.text(jobId);
    status = Fields.text(status);
    statusDescription = Fields.text(statusDescription);
    taskGroups = Fields.map(taskGroups);
  }

  /// Nothing will come of it any more.
  public boolean isTerminal() {
    return TERMINAL.contains(status);
  }

  /// Somebody must promote its canaries before it goes on: `nomad deployment promote`.
  public boolean requiresPromotion() {
    return !isTerminal() && taskGroups.values().stream().anyMatch(DeploymentGroup::awaitsPromotion);
  }

  /// How one task group gets on.
  ///
  /// @param progressDeadline within which the next allocation must be healthy; zero when only the
  ///   whole counts
  /// @param requireProgress see [#requireProgressBy()]
  /// @param placedCanaries how many canaries were placed
  public record DeploymentGroup(
      boolean autoPromote,
      boolean promoted,
      @Nullable Instant requireProgress,
      Duration progressDeadline,
      int desiredCanaries,
      int desiredTotal,
      int placedAllocs,
      int healthyAllocs,
      int unhealthyAllocs,
      int placedCanaries) {

    /// When it fails unless an allocation became healthy; empty without a deadline.
    public Optional<Instant> requireProgressBy() {
      return Optional.ofNullable(requireProgress).filter(time -> time.getEpochSecond() > 0);
    }

    /// It has canaries, which nobody has promoted, and will not promote itself.
    public boolean awaitsPromotion() {
      return desiredCanaries > 0 && !promoted && !autoPromote;
    }
  }
}
