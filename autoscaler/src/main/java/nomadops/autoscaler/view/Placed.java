package nomadops.autoscaler.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;

/// Allocations that were placed of late. The list of jobs is some seconds older than what events
/// tell of nodes: without this, an allocation would for that long both wait and hold room, and be
/// given a second place. A summary's own Raft index says which placements it knows (Nomad 1.7 to
/// 2.0: it is written with the plan). For one thread at a time.
final class Placed {
  /// No list of jobs is older than this.
  private static final Duration REMEMBERED = Duration.ofMinutes(3);

  private record One(String id, JobKey job, String group, long index, Instant at) {}

  private final Deque<One> order = new ArrayDeque<>();
  private final Set<String> ids = new HashSet<>();
  private final Map<JobKey, Set<One>> byJob = new HashMap<>();

  /// An event told of this allocation.
  void heard(AllocationStub allocation, Instant now) {
    while (!order.isEmpty() && order.peekFirst().at().plus(REMEMBERED).isBefore(now)) {
      One old = order.removeFirst();
      ids.remove(old.id());
      byJob.computeIfPresent(
          old.job(),
          (_, all) -> {
            all.remove(old);
            return all.isEmpty() ? null : all;
          });
    }
    if (ids.add(allocation.id())) {
      One one =
          new One(
              allocation.id(),
              new JobKey(allocation.namespace(), allocation.jobId()),
              allocation.taskGroup(),
              allocation.createIndex(),
              now);
      order.addLast(one);
      byJob.computeIfAbsent(one.job(), _ -> new HashSet<>()).add(one);
    }
  }

  /// How many of each group were placed that the job's summary does not know of yet.
  Map<JobKey, Map<String, Integer>> unknownTo(Iterable<JobStub> jobs) {
    Map<JobKey, Map<String, Integer>> unknown = new HashMap<>();
    for (JobStub job : jobs) {
      JobKey key = new JobKey(job.namespace(), job.id());
      for (One one : byJob.getOrDefault(key, Set.of())) {
        if (one.index() > job.summary().modifyIndex()) {
          unknown.computeIfAbsent(key, _ -> new HashMap<>()).merge(one.group(), 1, Integer::sum);
        }
      }
    }
    return unknown;
  }
}
