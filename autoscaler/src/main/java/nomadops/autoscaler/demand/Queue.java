package nomadops.autoscaler.demand;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.facts.Unscalable.Why;
import nomadops.autoscaler.shape.GroupShape;
import nomadops.autoscaler.shape.Shape;
import nomadops.client.model.Evaluation;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;
import nomadops.client.model.PlacementFailure;
import org.jspecify.annotations.Nullable;

/// What waits. Counts are those of the jobs' summaries (`Queued`), which go down with every
/// placement; a blocked evaluation tells only why: its own figures are of its first try, since one
/// that is tried again in vain is not written anew (Nomad 1.7 to 2.0, `worker.ReblockEval`). For
/// one thread: it remembers since when a group waits.
public final class Queue {
  private static final String CONFLICTS = "max-plan-attempts";

  private final ShapeBook book;
  private final Runtimes runtimes;
  private Map<Waiter, Instant> since = new HashMap<>();

  private record Waiter(JobKey job, String group) {}

  public Queue(ShapeBook book, Runtimes runtimes) {
    this.book = book;
    this.runtimes = runtimes;
  }

  /// What waits now; placements that a summary does not know yet are taken off its count. The
  /// counts of what is wanted and what is skipped add up to all that is queued.
  public Queued read(QueueSight sight, Instant now) {
    book.turn();
    Map<JobKey, Long> indexes = new HashMap<>();
    sight.jobs().forEach(job -> indexes.put(key(job), job.jobModifyIndex()));
    List<QueuedGroup> wanted = new ArrayList<>();
    List<Unscalable> skipped = new ArrayList<>();
    Map<Waiter, Instant> still = new HashMap<>();
    for (JobStub job : sight.jobs()) {
      job.summary()
          .groups()
          .forEach((group, counts) -> {
            int count = counts.queued() - placed(sight, job, group);
            if (count > 0) {
              still.put(new Waiter(key(job), group), began(sight, job, group, now));
              sort(sight, job, group, count, indexes, now, wanted, skipped);
            }
          });
    }
    since = still;
    return new Queued(wanted, skipped);
  }

  private Instant began(QueueSight sight, JobStub job, String group, Instant now) {
    Instant known = since.getOrDefault(new Waiter(key(job), group), now);
    @Nullable Evaluation blocked = sight.blocked().get(key(job));
    return blocked != null && blocked.createdAt().isBefore(known) ? blocked.createdAt() : known;
  }

  private void sort(
      QueueSight sight,
      JobStub job,
      String group,
      int count,
      Map<JobKey, Long> indexes,
      Instant now,
      List<QueuedGroup> wanted,
      List<Unscalable> skipped) {
    JobKey key = key(job);
    Optional<Reason> not = whyNot(sight, job, group);
    if (not.isPresent()) {
      skipped.add(new Unscalable(key, group, count, not.get().why(), not.get().text()));
      return;
    }
    @Nullable Long parent =
        job.parentId().isEmpty() ? null : indexes.get(new JobKey(job.namespace(), job.parentId()));
    OptionalLong parentIndex = parent == null ? OptionalLong.empty() : OptionalLong.of(parent);
    switch (book.shapes(job, parentIndex, now)) {
      case ShapeBook.Entry.Unreadable(String reason) ->
          skipped.add(new Unscalable(key, group, count, Why.UNREADABLE, reason));
      case ShapeBook.Entry.Known(List<GroupShape> groups) -> {
        Optional<Shape> shape =
            groups.stream().filter(g -> g.group().equals(group)).findFirst().map(GroupShape::shape);
        if (shape.isEmpty()) {
          skipped.add(
              new Unscalable(
                  key, group, count, Why.UNREADABLE, "its job has no such group any more"));
        } else {
          wanted.add(
              new QueuedGroup(
                  key,
                  group,
                  JobShapes.ownedBy(key, shape.get()),
                  count,
                  job.priority(),
                  began(sight, job, group, now),
                  runtimes.expected(job.namespace(), job.id(), group)));
        }
      }
    }
  }

  private static int placed(QueueSight sight, JobStub job, String group) {
    return sight.placed().getOrDefault(key(job), Map.of()).getOrDefault(group, 0);
  }

  private record Reason(Why why, String text) {}

  private static Optional<Reason> whyNot(QueueSight sight, JobStub job, String group) {
    if (job.type().equals("system") || job.type().equals("sysbatch")) {
      return reason(Why.SYSTEM, "a " + job.type() + " job runs on the nodes that there are");
    }
    if (sight.brokerPaused()) {
      return reason(Why.PAUSED, "the evaluation broker is paused: nothing is placed");
    }
    @Nullable Evaluation blocked = sight.blocked().get(key(job));
    if (blocked == null) {
      return sight.schedulerBound() && sight.pending().contains(key(job))
          ? reason(
              Why.SCHEDULER,
              "the scheduler is behind and has not come to it: more nodes would be more work for it")
          : Optional.empty();
    }
    if (!blocked.quotaLimitReached().isEmpty()) {
      return reason(Why.QUOTA, "quota " + blocked.quotaLimitReached() + " is used up");
    }
    if (!blocked.missingResources().isEmpty()) {
      return reason(Why.VOLUME, "it waits for " + String.join(", ", blocked.missingResources()));
    }
    if (blocked.triggeredBy().equals(CONFLICTS)) {
      return reason(
          Why.PLAN_CONFLICTS, "its plan was refused too often; it is tried again by itself");
    }
    @Nullable PlacementFailure failure = blocked.failedGroups().get(group);
    return failure == null || failure.quotaExhausted().isEmpty()
        ? Optional.empty()
        : reason(
            Why.QUOTA, "the quota has no more of " + String.join(", ", failure.quotaExhausted()));
  }

  private static Optional<Reason> reason(Why why, String text) {
    return Optional.of(new Reason(why, text));
  }

  private static JobKey key(JobStub job) {
    return new JobKey(job.namespace(), job.id());
  }
}
