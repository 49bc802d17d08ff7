package nomadops.client.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One task of an allocation.
///
/// @param state `pending`, `running` or `dead`
/// @param events what happened to it, oldest first; see [TaskEvent] for how many
public record TaskState(
    String state,
    boolean failed,
    long restarts,
    @Nullable Instant startedTime,
    @Nullable Instant finishedTime,
    List<TaskEvent> events) {
  public TaskState {
    state = Fields.text(state);
    events = Fields.list(events);
  }

  public Optional<Instant> startedAt() {
    return happened(startedTime);
  }

  public Optional<Instant> finishedAt() {
    return happened(finishedTime);
  }

  /// Go's zero time is the year 1.
  private static Optional<Instant> happened(@Nullable Instant time) {
    return Optional.ofNullable(time).filter(instant -> instant.getEpochSecond() > 0);
  }
}
