package nomadops.gc.doctor;

import java.time.Duration;

/// Unfinished evaluations, counted twice.
///
/// @param before at first
/// @param after a little later
/// @param between how much later
public record Backlog(Pending before, Pending after, Duration between) {

  /// What waits or is worked on.
  ///
  /// @param all in every namespace
  /// @param deregister those of jobs that were stopped or purged
  public record Pending(long all, long deregister) {}

  /// How many fewer there are each second; negative when there are more.
  double fallsBy() {
    double seconds = Math.max(0.001, between.toNanos() / 1e9);
    return (before.all() - after.all()) / seconds;
  }
}
