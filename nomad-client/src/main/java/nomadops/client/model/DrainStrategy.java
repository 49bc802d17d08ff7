package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The drain that a node is under.
///
/// @param deadlineNanos how long allocations may take; 0 means no limit, below 0 means at once
/// @param forceTime when they are stopped regardless
public record DrainStrategy(
    @JsonProperty("Deadline") long deadlineNanos,
    @JsonProperty("IgnoreSystemJobs") boolean ignoreSystemJobs,
    @JsonProperty("ForceDeadline") @Nullable Instant forceTime,
    @JsonProperty("StartedAt") @Nullable Instant startedTime) {

  public Duration deadline() {
    return Duration.ofNanos(deadlineNanos);
  }

  public Optional<Instant> forceDeadline() {
    return Optional.ofNullable(forceTime).filter(time -> time.getEpochSecond() > 0);
  }

  public Optional<Instant> startedAt() {
    return Optional.ofNullable(startedTime).filter(time -> time.getEpochSecond() > 0);
  }
}
