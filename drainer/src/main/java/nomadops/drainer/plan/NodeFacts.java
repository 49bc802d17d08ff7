package nomadops.drainer.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A client node of an instance, as Nomad shows it now.
///
/// @param status `initializing`, `ready`, `down` or `disconnected`
/// @param drain the drain that it is under
/// @param lastDrain the latest drain, running or over
/// @param allocs what is on it; empty when that is not known
/// @param cut batch work that its latest drain has cut off so far
public record NodeFacts(
    String id,
    String name,
    String nodeClass,
    String status,
    boolean eligible,
    Optional<RunningDrain> drain,
    Optional<PastDrain> lastDrain,
    long modifyIndex,
    Optional<Allocs> allocs,
    List<CutWork> cut) {
  public NodeFacts {
    cut = List.copyOf(cut);
  }

  /// Without anything cut.
  public NodeFacts(
      String id,
      String name,
      String nodeClass,
      String status,
      boolean eligible,
      Optional<RunningDrain> drain,
      Optional<PastDrain> lastDrain,
      long modifyIndex,
      Optional<Allocs> allocs) {
    this(id, name, nodeClass, status, eligible, drain, lastDrain, modifyIndex, allocs, List.of());
  }

  /// The drain that a node is under.
  ///
  /// @param forceDeadline when Nomad stops what is left; empty for never
  public record RunningDrain(
      Instant startedAt, Optional<Instant> forceDeadline, boolean ignoreSystemJobs) {}

  /// The latest drain of a node.
  ///
  /// @param status `draining`, `complete` or `canceled`
  /// @param meta what the one who started it wanted to be remembered
  public record PastDrain(
      String status, Instant startedAt, Instant updatedAt, Map<String, String> meta) {
    public PastDrain {
      meta = Map.copyOf(meta);
    }
  }

  /// The allocations that are not client-terminal.
  ///
  /// @param longestKillTimeout how long the slowest of them may take to stop, delays included; zero
  ///   when there are none
  /// @param lastEnded when the latest of the others ended; empty when there are none
  public record Allocs(
      List<Alloc> running, Duration longestKillTimeout, Optional<Instant> lastEnded) {
    public Allocs {
      running = List.copyOf(running);
    }

    /// Where none has ended yet.
    public Allocs(List<Alloc> running, Duration longestKillTimeout) {
      this(running, longestKillTimeout, Optional.empty());
    }

    /// How many a drain waits for: all but those of system jobs, which go last or stay.
    public long counted() {
      return running.stream().filter(alloc -> !alloc.jobType().equals("system")).count();
    }
  }

  /// One allocation.
  ///
  /// @param jobType `service`, `batch`, `sysbatch` or `system`
  /// @param jobVersion of the job as it was placed
  /// @param stopping it was told to stop, or to move
  /// @param meta of the job
  public record Alloc(
      String id,
      String namespace,
      String job,
      String group,
      String jobType,
      long jobVersion,
      boolean stopping,
      Map<String, String> meta,
      Instant since)
      implements BatchWork {
    public Alloc {
      meta = Map.copyOf(meta);
    }

    /// Of a job without meta, in its first version.
    public Alloc(
        String id, String namespace, String job, String group, String jobType, Instant since) {
      this(id, namespace, job, group, jobType, 0, false, Map.of(), since);
    }
  }

  /// How many allocations a drain waits for; empty when what is on the node is not known.
  public OptionalLong waitedFor() {
    return allocs.map(known -> OptionalLong.of(known.counted())).orElse(OptionalLong.empty());
  }

  /// Nomad takes no work from it and gives it none: it is gone, or never came.
  public boolean isDown() {
    return status.equals("down");
  }
}
