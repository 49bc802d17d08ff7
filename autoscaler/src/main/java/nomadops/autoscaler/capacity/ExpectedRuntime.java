package nomadops.autoscaler.capacity;

import java.time.Duration;
import java.util.Optional;
import nomadops.client.model.JobKey;

/// How long an allocation is expected to run.
@FunctionalInterface
public interface ExpectedRuntime {
  /// Nobody knows.
  ExpectedRuntime UNKNOWN = (_, _) -> Optional.empty();

  /// For an allocation of this group; empty when nobody knows, or when it runs until it is stopped.
  ///
  /// @param job the parameterized or periodic job that made the allocation's job; else its own
  /// @param group the task group
  Optional<Duration> of(JobKey job, String group);
}
