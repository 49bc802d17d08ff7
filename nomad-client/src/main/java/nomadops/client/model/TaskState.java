package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One task of an allocation.
///
/// @param state `pending`, `running` or `dead`
public record TaskState(
    @JsonProperty("State") String state,
    @JsonProperty("Failed") boolean failed,
    @JsonProperty("Restarts") long restarts,
    @JsonProperty("StartedAt") @Nullable Instant startedTime,
    @JsonProperty("FinishedAt") @Nullable Instant finishedTime) {
  public TaskState {
    state = Fields.text(state);
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
