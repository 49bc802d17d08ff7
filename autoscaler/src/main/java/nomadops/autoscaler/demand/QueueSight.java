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
/// @param blocked the blocked evaluation of each job that has one
/// @param pending jobs with an evaluation that waits for a scheduler
/// @param brokerPaused nothing is scheduled
/// @param schedulerBound so many evaluations wait that the counts lag behind
public record QueueSight(
    List<JobStub> jobs,
    Map<JobKey, Evaluation> blocked,
    Set<JobKey> pending,
    boolean brokerPaused,
    boolean schedulerBound) {
  public QueueSight {
    jobs = List.copyOf(jobs);
    blocked = Map.copyOf(blocked);
    pending = Set.copyOf(pending);
  }
}
