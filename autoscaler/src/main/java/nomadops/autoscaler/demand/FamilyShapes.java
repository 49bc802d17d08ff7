package nomadops.autoscaler.demand;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import nomadops.autoscaler.shape.GroupShape;
import nomadops.client.model.JobKey;
import nomadops.client.model.JobSpec;
import nomadops.client.model.JobStub;

/// The shapes of one family over time: each specification that was read, by its `JobModifyIndex`,
/// written as the family's own (see [Exclusives#renamed]). [ShapeBook] says how they are used.
final class FamilyShapes {
  /// What one call may cost.
  static final int MOST_READS = 32;

  private static final int MOST_KEPT = 64;

  private final JobKey family;
  private final TreeMap<Long, List<GroupShape>> kept = new TreeMap<>();

  /// The shape that the parent has since its last change.
  private List<GroupShape> parent = List.of();

  private long parentReadAt = -1;
  private Optional<Fault> fault = Optional.empty();

  FamilyShapes(JobKey family) {
    this.family = family;
  }

  /// What came of reading a job.
  sealed interface Read {
    /// It was read.
    record Done(JobSpec job) implements Read {}

    /// There is no such job.
    record Gone() implements Read {}

    /// Nomad did not answer as it should.
    record Failed(String reason) implements Read {}
  }

  private record Fault(String reason, Instant until) {}

  /// An answer for each of the jobs.
  ///
  /// @param parentChangedAt the `JobModifyIndex` of the parent; beyond all when it is not known
  Map<JobKey, Shapes> answer(
      List<JobStub> jobs, long parentChangedAt, Function<JobKey, Read> reader, Instant now) {
    Round round = new Round(reader, now);
    List<JobStub> others = new ArrayList<>();
    for (JobStub job : jobs) {
      if (job.jobModifyIndex() > parentChangedAt && round.knowsParent(parentChangedAt)) {
        round.know(job, parent);
      } else {
        others.add(job);
      }
    }
    others.sort(Comparator.comparingLong(JobStub::jobModifyIndex).thenComparing(JobStub::key));
    round.between(others, -1, others.size(), Optional.empty(), Optional.empty());
    while (kept.size() > MOST_KEPT) {
      kept.pollFirstEntry();
    }
    return round.answers;
  }

  /// What was read at this index, or on both sides of it and the same.
  private Optional<List<GroupShape>> kept(long index) {
    var before = kept.floorEntry(index);
    var after = kept.ceilingEntry(index);
    return before != null && after != null && before.getValue().equals(after.getValue())
        ? Optional.of(before.getValue())
        : Optional.empty();
  }

  /// One call, and what it may still cost.
  private final class Round {
    private final Map<JobKey, Shapes> answers = new LinkedHashMap<>();
    private final Function<JobKey, Read> reader;
    private final Instant now;
    private int reads;
    private boolean parentFailed;

    Round(Function<JobKey, Read> reader, Instant now) {
      this.reader = reader;
      this.now = now;
    }

    void know(JobStub job, List<GroupShape> groups) {
      answers.put(job.key(), new Shapes.Known(Exclusives.renamed(groups, family, job.key())));
    }

    boolean knowsParent(long changedAt) {
      if (parentReadAt != changedAt && !parentFailed) {
        if (read(family) instanceof Read.Done(JobSpec job) && job.jobModifyIndex() == changedAt) {
          parent = JobShapes.of(job);
          parentReadAt = changedAt;
        } else {
          parentFailed = true;
        }
      }
      return parentReadAt == changedAt;
    }

    /// Answers for those after `low` and before `high`, whose shapes are given where they are
    /// known. The ends first, then the middle: what is between two of one shape is of that shape.
    void between(
        List<JobStub> jobs,
        int low,
        int high,
        Optional<List<GroupShape>> lowShape,
        Optional<List<GroupShape>> highShape) {
      if (high - low < 2) {
        return;
      }
      if (lowShape.isPresent() && lowShape.equals(highShape)) {
        jobs.subList(low + 1, high).forEach(job -> know(job, lowShape.get()));
        return;
      }
      int at = low < 0 ? 0 : high == jobs.size() ? high - 1 : (low + high) >>> 1;
      Optional<List<GroupShape>> shape = shape(jobs.get(at));
      if (low < 0) {
        between(jobs, at, high, shape, highShape);
      } else {
        between(jobs, low, at, lowShape, shape);
        between(jobs, at, high, shape, highShape);
      }
    }

    private Optional<List<GroupShape>> shape(JobStub job) {
      Optional<List<GroupShape>> groups = kept(job.jobModifyIndex());
      if (groups.isEmpty()) {
        switch (read(job.key())) {
          case Read.Done(JobSpec spec) -> {
            groups = Optional.of(Exclusives.renamed(JobShapes.of(spec), spec.key(), family));
            kept.put(spec.jobModifyIndex(), groups.get());
          }
          case Read.Gone() ->
              answers.put(job.key(), new Shapes.Unreadable("job " + job.key() + " is gone"));
          case Read.Failed(String reason) -> answers.put(job.key(), new Shapes.Unreadable(reason));
        }
      }
      groups.ifPresent(known -> know(job, known));
      return groups;
    }

    private Read read(JobKey key) {
      if (fault.isPresent() && now.isBefore(fault.get().until())) {
        return new Read.Failed(fault.get().reason());
      }
      if (++reads > MOST_READS) {
        return new Read.Failed(
            "the jobs of " + family + " are of too many shapes to read them all at once");
      }
      Read read = reader.apply(key);
      if (read instanceof Read.Failed(String reason)) {
        fault = Optional.of(new Fault(reason, now.plus(ShapeBook.RETRY_AFTER)));
      }
      return read;
    }
  }
}
