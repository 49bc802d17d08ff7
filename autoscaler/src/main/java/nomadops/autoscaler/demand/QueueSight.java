package nomadops.autoscaler.demand;

import java.util.List;
import java.util.Map;
import java.util.Set;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;

/// What is seen of the queue.
///
/// @param jobs that are not dead, parents too
/// @param placed by job and group: allocations that were placed since its counts were written
/// @param blocked the blocked evaluation of each job that has one
/// @param pending jobs with an evaluation that waits for a scheduler
/// @param brokerPaused nothing is scheduled
/// @param schedulerBound so many evaluations wait that the counts lag behind
public record QueueSight(
    List<JobStub> jobs,
    Map<JobKey, Map<String, Integer>> placed,
    Map<JobKey, Evaluation> blocked,
    Set<JobKey> pending,
    boolean brokerPaused,
    boolean schedulerBound) {
  public QueueSight {
    jobs = List.copyOf(jobs);
    placed = Map.copyOf(placed);
    blocked = Map.copyOf(blocked);
    pending = Set.copyOf(pending);
  }
}
