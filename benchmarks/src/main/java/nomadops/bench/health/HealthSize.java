package nomadops.bench.health;

import java.time.Duration;

/// How much a run measures.
///
/// @param agents clients of the fleet
/// @param settled for which the controller runs before its costs are looked at
/// @param watched for which they are
/// @param pushed for which reports are pushed as fast as they are taken
/// @param turns of a controller in this process, to see how long each takes
/// @param moved whether the fleet's story is told to a controller in this process whose clock is
///   moved on; else to one of the launcher's, in real time
record HealthSize(
    int agents, Duration settled, Duration watched, Duration pushed, int turns, boolean moved) {
  static final HealthSize QUICK =
      new HealthSize(
          1_000, Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(5), 100, true);
  static final HealthSize FULL =
      new HealthSize(
          1_000,
          Duration.ofSeconds(60),
          Duration.ofSeconds(120),
          Duration.ofSeconds(10),
          1_000,
          false);
}
