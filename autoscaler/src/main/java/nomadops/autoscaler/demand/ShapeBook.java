package nomadops.autoscaler.demand;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobSpec;
import nomadops.client.model.JobStub;

/// The shapes of jobs that wait, with as few reads of specifications as that takes.
///
/// A specification is read once for each `JobModifyIndex` of a job. Children of a periodic or
/// parameterized job are copies of it as it was when they were made, and are never changed by being
/// dispatched, so ten thousand of them are not ten thousand reads:
///
/// - A child whose `JobModifyIndex` is not its `CreateIndex` was registered anew by somebody: it is
///   a job of its own.
/// - A child made after its parent's last change (`JobModifyIndex` greater than the parent's, from
///   the same list) has the parent's shape: one read for each change of the parent. Wrong only for
///   a child whose dispatch had read its parent within the moment before the change was applied.
/// - Older children, and those whose parent is not in the list or gone, keep the shape of their own
///   time: the oldest and the newest are read, and where both are the same, so are those between;
///   where not, the middle one is read, and so on. Wrong only if a parent was changed and changed
///   back, for children between both.
///
/// A family costs at most [FamilyShapes#MOST_READS] reads a call; what is not known then is
/// unreadable until the next. After a fault, a family is not read again for [#RETRY_AFTER], and a
/// job that was not there neither. Holds at most so many families, the least recently asked for
/// leave first. Not for more than one thread.
public final class ShapeBook {
  /// How long a job that could not be read is left alone.
  public static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final Function<JobKey, Optional<JobSpec>> reader;
  private final Map<JobKey, FamilyShapes> families;

  /// Jobs that were not there, and until when they are not asked for again.
  private final Map<JobKey, Instant> gone;

  /// @param reader reads a job's specification; empty when there is no such job
  /// @param most how many families are remembered
  public ShapeBook(Function<JobKey, Optional<JobSpec>> reader, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most is " + most + "; give at least 1");
    }
    this.reader = Objects.requireNonNull(reader, "reader");
    this.families = bounded(most);
    this.gone = bounded(most);
  }

  /// The shapes of those jobs of a list that wait ([Queue#waits]), by job. The list should have
  /// their parents, too.
  public Map<JobKey, Shapes> shapes(Collection<JobStub> listed, Instant now) {
    Map<JobKey, Long> changedAt = new HashMap<>();
    Map<JobKey, List<JobStub>> waiting = new LinkedHashMap<>();
    for (JobStub job : listed) {
      if (job.periodic() || job.parameterized()) {
        changedAt.put(job.key(), job.jobModifyIndex());
      }
      if (Queue.waits(job)) {
        waiting.computeIfAbsent(familyOf(job), _ -> new ArrayList<>()).add(job);
      }
    }
    Map<JobKey, Shapes> all = new LinkedHashMap<>();
    waiting.forEach((key, jobs) -> {
      Long parent = changedAt.get(key);
      families
          .computeIfAbsent(key, FamilyShapes::new)
          .answer(jobs, parent == null ? Long.MAX_VALUE : parent, job -> read(job, now), now)
          .forEach(all::put);
    });
    return all;
  }

  /// A child that was registered anew is no copy of its parent.
  private static JobKey familyOf(JobStub job) {
    return job.jobModifyIndex() == job.createIndex() ? Families.of(job) : job.key();
  }

  private FamilyShapes.Read read(JobKey key, Instant now) {
    Instant until = gone.get(key);
    if (until != null && now.isBefore(until)) {
      return new FamilyShapes.Read.Gone();
    }
    try {
      Optional<JobSpec> spec = reader.apply(key);
      if (spec.isPresent()) {
        return new FamilyShapes.Read.Done(spec.get());
      }
      gone.put(key, now.plus(RETRY_AFTER));
      return new FamilyShapes.Read.Gone();
    } catch (NomadFault fault) {
      return new FamilyShapes.Read.Failed(String.valueOf(fault.getMessage()));
    }
  }

  private static <V> Map<JobKey, V> bounded(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<JobKey, V> eldest) {
        return size() > most;
      }
    };
  }
}
