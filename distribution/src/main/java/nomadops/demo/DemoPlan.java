package nomadops.demo;

import java.time.Duration;

/// How large the demo is.
///
/// @param deadJobs dead jobs in all; the first half is purged naively, the second by nomad-gc
/// @param foregroundRate foreground jobs a second
/// @param alone how long the foreground runs with nothing beside it
/// @param bound the longest that nomad-gc may take for its half before the demo stops it
/// @param seed of everything random
public record DemoPlan(
    int deadJobs, double foregroundRate, Duration alone, Duration bound, long seed) {
  public DemoPlan {
    if (deadJobs < 2) {
      throw new IllegalArgumentException("dead jobs must be at least 2, not " + deadJobs);
    }
    if (!(foregroundRate > 0 && foregroundRate <= 100)) {
      throw new IllegalArgumentException(
          "the foreground rate must be above 0 and at most 100 jobs a second, not "
              + foregroundRate);
    }
  }

  int half() {
    return deadJobs / 2;
  }
}
