package nomadops.autoscaler.demand;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.facts.Unscalable.Why;
import nomadops.client.model.Evaluation;
import nomadops.client.model.FailedPlacement;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobStub;
import nomadops.client.model.PlacementFailures;

/// What the open evaluations of one job say.
///
/// @param blocked the newest that is blocked: what the last scheduler made of the job
/// @param pending the newest that waits for a scheduler
/// @param since when the oldest blocked one was made
record OpenEvals(
    Optional<Evaluation> blocked, Optional<Evaluation> pending, Optional<Instant> since) {
  static final OpenEvals NONE = new OpenEvals(Optional.empty(), Optional.empty(), Optional.empty());

  /// Nomad tries evaluations that ran into plan conflicts again each minute
  /// (`failedEvalUnblockInterval`), and does not write down what came of it. Who still waits after
  /// so long waits for room.
  static final Duration CONFLICTS_PASS = Duration.ofMinutes(3);

  /// Why no node would help.
  record Obstacle(Why why, String reason) {}

  private static final Comparator<Evaluation> BY_AGE =
      Comparator.comparingLong(Evaluation::createIndex);

  static Map<JobKey, OpenEvals> byJob(Collection<Evaluation> open) {
    Map<JobKey, OpenEvals> all = new HashMap<>();
    for (Evaluation evaluation : open) {
      if (!evaluation.jobId().isEmpty() && !evaluation.namespace().isEmpty()) {
        all.compute(
            new JobKey(evaluation.namespace(), evaluation.jobId()),
            (_, before) -> (before == null ? NONE : before).and(evaluation));
      }
    }
    return all;
  }

  private OpenEvals and(Evaluation more) {
    return switch (more.status()) {
      case "blocked" -> new OpenEvals(newer(blocked, more), pending, older(since, more));
      case "pending" -> new OpenEvals(blocked, newer(pending, more), since);
      default -> this;
    };
  }

  private static Optional<Evaluation> newer(Optional<Evaluation> one, Evaluation other) {
    return one.filter(before -> BY_AGE.compare(before, other) >= 0).or(() -> Optional.of(other));
  }

  private static Optional<Instant> older(Optional<Instant> one, Evaluation other) {
    return other.createTime() <= 0 || one.filter(i -> !other.createdAt().isBefore(i)).isPresent()
        ? one
        : Optional.of(other.createdAt());
  }

  /// Why no node would help this group; empty when one may.
  Optional<Obstacle> obstacle(JobStub job, String group, Instant now) {
    if (blocked.isEmpty()) {
      return Optional.of(new Obstacle(Why.SCHEDULER, notBlocked()));
    }
    Evaluation last = blocked.get();
    if (pending.filter(p -> p.jobModifyIndex() > last.jobModifyIndex()).isPresent()) {
      return Optional.of(
          new Obstacle(
              Why.SCHEDULER, "the job was changed and no scheduler has looked at it since"));
    }
    PlacementFailures failures = last.failures();
    Optional<FailedPlacement> failed = Optional.ofNullable(failures.groups().get(group));
    return quota(job, failures, failed)
        .or(() -> volume(failures, failed))
        .or(() -> conflicts(last, now));
  }

  private String notBlocked() {
    return pending.isPresent()
        ? "its evaluation waits for a scheduler: a node more would give that more work"
        : "none of its evaluations is blocked: a scheduler is at it, or the lists are of"
            + " different moments";
  }

  private static Optional<Obstacle> quota(
      JobStub job, PlacementFailures failures, Optional<FailedPlacement> failed) {
    if (!failures.quotaLimitReached().isEmpty()) {
      return Optional.of(
          new Obstacle(
              Why.QUOTA,
              "quota "
                  + failures.quotaLimitReached()
                  + " of namespace "
                  + job.namespace()
                  + " is used up"));
    }
    return failed
        .map(FailedPlacement::quotaExhausted)
        .filter(dimensions -> !dimensions.isEmpty())
        .map(dimensions ->
            new Obstacle(
                Why.QUOTA,
                "the quota of namespace "
                    + job.namespace()
                    + " is used up: "
                    + String.join(", ", dimensions)));
  }

  /// A volume that is not there, or has no claim left, is not made by a node. A plugin that nodes
  /// lack is: it comes to a node as an allocation of a system job.
  private static Optional<Obstacle> volume(
      PlacementFailures failures, Optional<FailedPlacement> failed) {
    if (failed.isEmpty()) {
      return failures.missingNonNodeResources()
          ? Optional.of(new Obstacle(Why.VOLUME, "waits for something that is not on nodes"))
          : Optional.empty();
    }
    if (failed.get().nodesExhausted() > 0) {
      return Optional.empty();
    }
    return failed.get().constraintFiltered().keySet().stream()
        .filter(OpenEvals::isOfVolume)
        .sorted()
        .findFirst()
        .map(reason -> new Obstacle(Why.VOLUME, reason));
  }

  /// In the words of `scheduler/feasible/feasible.go` of 1.8 and 2.0.
  private static boolean isOfVolume(String filter) {
    String lower = filter.toLowerCase(Locale.ROOT);
    return lower.startsWith("missing csi volume")
        || (lower.startsWith("csi volume ")
            && (lower.contains("exhausted its available") || lower.contains("is read-only")));
  }

  private static Optional<Obstacle> conflicts(Evaluation last, Instant now) {
    return last.triggeredBy().equals("max-plan-attempts")
            && now.isBefore(last.createdAt().plus(CONFLICTS_PASS))
        ? Optional.of(
            new Obstacle(
                Why.PLAN_CONFLICTS,
                "its plans were refused too often; Nomad tries again within a minute"))
        : Optional.empty();
  }
}
