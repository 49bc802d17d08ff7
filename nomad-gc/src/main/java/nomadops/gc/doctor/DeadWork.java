package nomadops.gc.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import nomadops.gc.job.DeadJob;
import nomadops.gc.job.JobType;
import nomadops.gc.policy.Reason;
import nomadops.gc.policy.Verdict;
import org.jspecify.annotations.Nullable;

/// The dead jobs of one list, in numbers and a few examples. Filled by one thread, in bounded
/// memory: a million jobs are a few kilobytes.
public final class DeadWork {
  private static final int EXAMPLES = 3;
  private static final int PARENTS = 10_000;
  private static final Duration RECENT = Duration.ofHours(1);

  private final int samples;
  private final Duration grace;
  private final Map<JobType, Long> types = new EnumMap<>(JobType.class);
  private final Map<Reason.Code, Long> reasons = new EnumMap<>(Reason.Code.class);
  private final List<String> unstopped = new ArrayList<>();
  private final Map<String, Long> parents = new HashMap<>();
  private final PriorityQueue<Overdue> oldest =
      new PriorityQueue<>(Comparator.comparing(Overdue::due).reversed());
  private long total;
  private long overdue;
  private long recent;
  private long dispatched;
  private @Nullable Instant mostOverdue;

  private record Overdue(DeadJob job, Instant due) {}

  /// Nothing yet.
  ///
  /// @param samples how many of the most overdue are remembered
  /// @param grace how long after it is due a job may still stand before it counts as overdue
  DeadWork(int samples, Duration grace) {
    this.samples = samples;
    this.grace = grace;
  }

  /// One job, judged as Nomad itself would.
  void add(DeadJob job, Verdict verdict, Instant now) {
    total++;
    types.merge(job.type(), 1L, Long::sum);
    reasons.merge(verdict.reason().code(), 1L, Long::sum);
    recent += job.submitTime().isAfter(now.minus(RECENT)) ? 1 : 0;
    dispatched += job.key().id().contains("/dispatch-") ? 1 : 0;
    if (job.isChild() && (parents.size() < PARENTS || parents.containsKey(job.parentId()))) {
      parents.merge(job.parentId(), 1L, Long::sum);
    }
    if (verdict.reason().code() == Reason.Code.NOT_STOPPED && unstopped.size() < EXAMPLES) {
      unstopped.add(job.key().toString());
    }
    if (verdict instanceof Verdict.Purge purge && purge.due().plus(grace).isBefore(now)) {
      late(job, purge.due());
    }
  }

  private void late(DeadJob job, Instant due) {
    overdue++;
    if (mostOverdue == null || due.isBefore(mostOverdue)) {
      mostOverdue = due;
    }
    oldest.add(new Overdue(job, due));
    if (oldest.size() > samples) {
      oldest.poll();
    }
  }

  /// All of them.
  long total() {
    return total;
  }

  /// How many of a type.
  long of(JobType type) {
    return types.getOrDefault(type, 0L);
  }

  /// How many were given this reason.
  long of(Reason.Code code) {
    return reasons.getOrDefault(code, 0L);
  }

  /// Past Nomad's threshold for longer than a cycle or two.
  long overdue() {
    return overdue;
  }

  /// Since when the most overdue of them has been due.
  Optional<Instant> mostOverdue() {
    return Optional.ofNullable(mostOverdue);
  }

  /// The most overdue ones.
  List<DeadJob> oldest() {
    return oldest.stream().sorted(Comparator.comparing(Overdue::due)).map(Overdue::job).toList();
  }

  /// Registered within the last hour, and dead already.
  long ofTheLastHour() {
    return recent;
  }

  /// Children of dispatch.
  long dispatched() {
    return dispatched;
  }

  /// Names of a few that nobody stopped.
  List<String> unstopped() {
    return List.copyOf(unstopped);
  }

  /// The parent with the most dead children, with their number.
  Optional<Map.Entry<String, Long>> largestParent() {
    return parents.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::copyOf);
  }
}
