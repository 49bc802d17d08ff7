package nomadops.bench.drainer;

import java.time.Duration;

/// How much a run measures. `quick` takes about 40 seconds on two cores.
///
/// @param instances terminated at once; a multiple of 20
/// @param warmUps empty instances that are terminated before, so that no JVM is cold: the quick
///   compiler takes what ran 200 times
/// @param terminate how long batch work runs while nobody is killed
/// @param kill the same where the drainer is killed: longer than a message stays hidden, so that
///   each node still has work when its notice comes again
record DrainerSize(int instances, int warmUps, Work terminate, Work kill) {

  /// Batch work of one scenario, and the lifecycle hook that waits for it.
  ///
  /// @param shortest run time of a batch allocation; they are spread evenly up to `longest`
  /// @param hookTimeout within which each lifecycle action needs a heartbeat
  record Work(Duration shortest, Duration longest, Duration hookTimeout) {}

  static final DrainerSize QUICK =
      new DrainerSize(
          200,
          250,
          new Work(Duration.ofSeconds(5), Duration.ofSeconds(9), Duration.ofSeconds(30)),
          new Work(Duration.ofSeconds(13), Duration.ofSeconds(15), Duration.ofSeconds(30)));
  static final DrainerSize FULL =
      new DrainerSize(
          1_000,
          300,
          new Work(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(30)),
          new Work(Duration.ofSeconds(25), Duration.ofSeconds(60), Duration.ofSeconds(30)));
}
