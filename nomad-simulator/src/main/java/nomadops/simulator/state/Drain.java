package nomadops.simulator.state;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A node's drain: the strategy in force.
///
/// @param deadlineNanos 0 for none, negative to force at once
public record Drain(
    long deadlineNanos,
    boolean ignoreSystemJobs,
    @Nullable Instant forceDeadline,
    Instant startedAt) {

  /// Whether the drainer sees no change from `before`; when it started does not count.
  public boolean sameStrategy(@Nullable Drain before) {
    return before != null
        && before.deadlineNanos == deadlineNanos
        && before.ignoreSystemJobs == ignoreSystemJobs
        && Objects.equals(before.forceDeadline, forceDeadline);
  }

  /// What the node remembers of its last drain.
  public record Last(
      Instant startedAt,
      Instant updatedAt,
      String status,
      String accessor,
      Map<String, String> meta) {}
}
