package nomadops.autoscaler;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.demand.Runtimes;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.TaskState;

/// Learns from allocations that are over how long the next ones will run. An event may tell of one
/// several times; it counts once. For one thread.
public final class Finished {
  private static final int REMEMBERED = 10_000;

  private final Runtimes runtimes;
  private final Map<String, Boolean> counted =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  public Finished(Runtimes runtimes) {
    this.runtimes = runtimes;
  }

  /// One is over.
  public void ended(AllocationStub allocation) {
    if (!allocation.clientStatus().equals("complete")
        || !allocation.desiredStatus().equals("run")
        || counted.put(allocation.id(), true) != null) {
      return;
    }
    Optional<Instant> from =
        allocation.taskStates().values().stream()
            .flatMap(task -> task.startedAt().stream())
            .min(Comparator.naturalOrder());
    Optional<Instant> to =
        allocation.taskStates().values().stream()
            .flatMap((TaskState task) -> task.finishedAt().stream())
            .max(Comparator.naturalOrder());
    if (from.isPresent() && to.isPresent()) {
      runtimes.ended(
          allocation.namespace(),
          allocation.jobId(),
          allocation.taskGroup(),
          Duration.between(from.get(), to.get()));
    }
  }
}
