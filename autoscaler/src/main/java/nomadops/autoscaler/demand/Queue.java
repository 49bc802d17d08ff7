package nomadops.autoscaler.demand;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.demand.OpenEvals.Obstacle;
import nomadops.autoscaler.facts.Pressure;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.facts.Unscalable.Why;
import nomadops.autoscaler.shape.Shape;
import nomadops.client.model.Evaluation;
import nomadops.client.model.GroupSummary;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;

/// From what Nomad lists to what waits for a node, and what waits for something else.
///
/// How many wait is `JobSummary.Queued` of `/v1/jobs` alone: Nomad lowers it with each placement.
/// Evaluations tell only why. There is one blocked evaluation for a job, whatever number of
/// allocations it stands for, and it is not written anew when a later try places some of them
/// (`ReblockEval` does not go through Raft, 1.7 to 2.0): its figures are of its first hour. So a
/// job that waited for a quota or a volume when its evaluation was made is taken to wait for it
/// until Nomad makes another.
///
/// Nomad counts an allocation as queued once a scheduler could not place it; it makes the blocked
/// evaluation just before that. Where there is none, a scheduler has yet to look at the job again,
/// and a node more would only give it more work.
///
/// Whether a pool's nodes would do is not asked here: [Assignment] asks it.
public final class Queue {
  private Queue() {}

  /// What waits.
  ///
  /// @param wanted a new node may help
  /// @param skipped no node would help; the counts of both add up to Nomad's `Queued`, less what
  ///   was placed since
  public record Reading(List<QueuedGroup> wanted, List<Unscalable> skipped) {
    public Reading {
      wanted = List.copyOf(wanted);
      skipped = List.copyOf(skipped);
    }
  }

  /// Whether a job has allocations queued for which its specification must be known. System jobs
  /// have a place on each node, and want none for themselves.
  public static boolean waits(JobStub job) {
    return !isSystem(job)
        && job.summary().groups().values().stream().anyMatch(group -> group.queued() > 0);
  }

  /// Reads the queue.
  ///
  /// @param listed jobs of all namespaces
  /// @param placed by job and group: allocations that were placed since the job's counts were
  ///   written; they wait no more
  /// @param open evaluations of all namespaces that are `blocked` or `pending`; others are ignored
  /// @param shapes of the jobs that wait: of [ShapeBook#shapes]
  /// @param runtimes how long those before them ran
  public static Reading read(
      Collection<JobStub> listed,
      Map<JobKey, Map<String, Integer>> placed,
      Collection<Evaluation> open,
      Map<JobKey, Shapes> shapes,
      Pressure pressure,
      Runtimes runtimes,
      Instant now) {
    Map<JobKey, OpenEvals> evals = OpenEvals.byJob(open);
    List<QueuedGroup> wanted = new ArrayList<>();
    List<Unscalable> skipped = new ArrayList<>();
    for (JobStub job : listed) {
      OpenEvals ofJob = evals.getOrDefault(job.key(), OpenEvals.NONE);
      for (Map.Entry<String, GroupSummary> group : job.summary().groups().entrySet()) {
        String name = group.getKey();
        int count =
            group.getValue().queued()
                - placed.getOrDefault(job.key(), Map.of()).getOrDefault(name, 0);
        if (count > 0) {
          switch (found(job, name, ofJob, shapes, pressure, now)) {
            case Found.Not(Obstacle(Why why, String reason)) ->
                skipped.add(new Unscalable(job.key(), name, count, why, reason));
            case Found.Of(Shape shape) -> {
              Instant since = ofJob.since().orElse(job.submittedAt());
              Optional<Duration> runs = runtimes.expected(Families.of(job), name);
              wanted.add(
                  new QueuedGroup(job.key(), name, shape, count, job.priority(), since, runs));
            }
          }
        }
      }
    }
    return new Reading(wanted, skipped);
  }

  private sealed interface Found {
    record Of(Shape shape) implements Found {}

    record Not(Obstacle obstacle) implements Found {}
  }

  private static Found found(
      JobStub job,
      String group,
      OpenEvals evals,
      Map<JobKey, Shapes> shapes,
      Pressure pressure,
      Instant now) {
    return obstacle(job, pressure)
        .or(() -> evals.obstacle(job, group, now))
        .<Found>map(Found.Not::new)
        .orElseGet(() -> found(job, group, shapes));
  }

  private static Optional<Obstacle> obstacle(JobStub job, Pressure pressure) {
    if (isSystem(job)) {
      return Optional.of(
          new Obstacle(Why.SYSTEM, "a " + job.type() + " job comes with each node and wants none"));
    }
    if (pressure.brokerPaused()) {
      return Optional.of(
          new Obstacle(
              Why.PAUSED,
              "the evaluation broker is paused (nomad operator scheduler set-config"
                  + " -pause-eval-broker=false)"));
    }
    if (job.stop()) {
      return Optional.of(
          new Obstacle(
              Why.SCHEDULER, "the job is stopped; a scheduler has yet to clear its queue"));
    }
    return Optional.empty();
  }

  private static Found found(JobStub job, String group, Map<JobKey, Shapes> shapes) {
    return switch (shapes.get(job.key())) {
      case null ->
          new Found.Not(new Obstacle(Why.UNREADABLE, "its specification was not asked for"));
      case Shapes.Unreadable(String reason) -> new Found.Not(new Obstacle(Why.UNREADABLE, reason));
      case Shapes.Known known ->
          known
              .of(group)
              .<Found>map(Found.Of::new)
              .orElseGet(() ->
                  new Found.Not(
                      new Obstacle(
                          Why.SCHEDULER,
                          "the job has no group "
                              + group
                              + " any more; a scheduler has yet to clear its queue")));
    };
  }

  private static boolean isSystem(JobStub job) {
    return job.type().equals("system") || job.type().equals("sysbatch");
  }
}
