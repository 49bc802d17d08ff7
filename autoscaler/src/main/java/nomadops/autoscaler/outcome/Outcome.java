package nomadops.autoscaler.outcome;

import java.util.List;

/// What one strategy made of one trace.
///
/// @param strategy its name
/// @param about one line for people
/// @param waits of every allocation of the trace, once: from its arrival to its end without the
///   time that its last run takes, so that a killed one has waited for its lost run, too; for those
///   that never ended, until the run was over
/// @param endedAt when the run was over: no work left, and the trace too; in milliseconds
/// @param work what became of the allocations
/// @param nodes what became of the nodes
/// @param nodeHours billed: from the launch's begin to the end, at least the least billed time each
/// @param cost in whatever the price was in
/// @param utilisation of the work that was done, what the binding dimension (CPU, memory, disk,
///   cores or slots) took of what was billed, 0 to 1; lost runs are no work done
/// @param meanQueued allocations that waited, over time
/// @param meanRunning allocations that ran, over time
/// @param series how it went
public record Outcome(
    String strategy,
    String about,
    WaitHistogram waits,
    long endedAt,
    Work work,
    Nodes nodes,
    double nodeHours,
    double cost,
    double utilisation,
    double meanQueued,
    double meanRunning,
    List<Series.Point> series) {
  public Outcome {
    series = List.copyOf(series);
  }

  /// What became of the allocations.
  ///
  /// @param arrived without those that are unschedulable
  /// @param started runs that began, killed ones too
  /// @param ended runs that came to their end
  /// @param killed runs that a drain's deadline ended; their work waited again
  /// @param lostHours that killed runs had run
  /// @param unfinished that still waited or ran when it was over
  /// @param unschedulable greater than an empty node, and left out of everything else
  /// @param queuePeak the most that waited at once
  public record Work(
      long arrived,
      long started,
      long ended,
      long killed,
      double lostHours,
      long unfinished,
      long unschedulable,
      long queuePeak) {}

  /// What became of the nodes.
  ///
  /// @param launches that were begun
  /// @param failedLaunches that came to nothing
  /// @param terminations drained ones too
  /// @param flaps changes of direction: a launch within the flap window after a termination, or a
  ///   termination within it after a launch; several at once are one
  /// @param refused wishes that could not be done, e.g. to terminate a busy node
  /// @param peak the most nodes that there were at once, launching ones too
  public record Nodes(
      long launches, long failedLaunches, long terminations, long flaps, long refused, int peak) {}
}
