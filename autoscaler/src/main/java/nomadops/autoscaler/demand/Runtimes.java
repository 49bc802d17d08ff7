package nomadops.autoscaler.demand;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.JobKey;
import nomadops.client.model.TaskState;

/// How long allocations hold a node, by family and group, learnt from those that ended. What is old
/// counts for less: half for each half-life.
///
/// Not counted: those that were stopped or moved, or lost with their node, as they would have gone
/// on; and those that failed within [#AT_ONCE], as what is broken says nothing of what works. A
/// later failure held its node as long as it did, and counts.
///
/// Holds so many groups, the least recently used leave first. For many threads.
public final class Runtimes {
  /// A failure within this is a false start.
  static final Duration AT_ONCE = Duration.ofSeconds(10);

  private final Duration halfLife;
  private final Map<Key, RunHistory> histories;
  private final Map<Key, Duration> limits;

  /// The last ones that were counted: lists and events tell of the same end more than once.
  private final Set<String> counted;

  private record Key(JobKey family, String group) {}

  /// @param most how many groups are remembered
  /// @param halfLife after which a run counts half
  public Runtimes(int most, Duration halfLife) {
    if (most < 1 || halfLife.isNegative() || halfLife.isZero()) {
      throw new IllegalArgumentException(
          "most is " + most + ", half-life is " + halfLife + "; both must be above zero");
    }
    this.halfLife = halfLife;
    this.histories = bounded(most);
    this.limits = bounded(most);
    this.counted = Collections.newSetFromMap(bounded(4 * most));
  }

  /// Takes an allocation that a list or an event shows; one that has not ended is ignored, and so
  /// is one that was seen among the last.
  public synchronized void saw(AllocationStub allocation) {
    boolean failed = allocation.clientStatus().equals("failed");
    if (allocation.desiredStatus().equals("run")
        && (failed || allocation.clientStatus().equals("complete"))
        && counted.add(allocation.id())) {
      Instant end = endOf(allocation);
      ended(
          Families.of(new JobKey(allocation.namespace(), allocation.jobId())),
          allocation.taskGroup(),
          Duration.between(allocation.createdAt(), end),
          failed,
          end);
    }
  }

  /// Its tasks' own word where there is one: the allocation may have been written to later.
  private static Instant endOf(AllocationStub allocation) {
    return allocation.taskStates().values().stream()
        .map(TaskState::finishedAt)
        .flatMap(Optional::stream)
        .max(Instant::compareTo)
        .filter(end -> end.isAfter(allocation.createdAt()))
        .orElse(allocation.modifiedAt());
  }

  /// Takes one run that ended by itself.
  ///
  /// @param held from its placement to its end
  public synchronized void ended(
      JobKey family, String group, Duration held, boolean failed, Instant at) {
    if (held.isNegative() || (failed && held.compareTo(AT_ONCE) < 0)) {
      return;
    }
    histories.computeIfAbsent(new Key(family, group), _ -> new RunHistory(halfLife)).add(held, at);
  }

  /// Nomad stops allocations of this group after so long (`max_run_duration`, 2.0).
  public synchronized void limited(JobKey family, String group, Duration most) {
    limits.put(new Key(family, group), most);
  }

  /// The mean, and at most the limit; the limit alone when none has ended; empty when there is
  /// neither.
  ///
  /// @param family of [Families]
  public synchronized Optional<Duration> expected(JobKey family, String group) {
    Optional<Duration> limit = Optional.ofNullable(limits.get(new Key(family, group)));
    return summary(family, group)
        .map(Summary::mean)
        .map(mean -> limit.filter(most -> most.compareTo(mean) < 0).orElse(mean))
        .or(() -> limit);
  }

  /// Empty when none has ended.
  public synchronized Optional<Summary> summary(JobKey family, String group) {
    return Optional.ofNullable(histories.get(new Key(family, group))).map(RunHistory::summary);
  }

  /// Runs of one group.
  ///
  /// @param runs how many were counted
  /// @param mean weighted by age
  /// @param p90 nine of ten were not longer; never too small, and at most a fifth too great
  public record Summary(long runs, Duration mean, Duration p90) {}

  private static <K, V> Map<K, V> bounded(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }
}
