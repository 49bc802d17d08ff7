package nomadops.bench.exporter;

import java.time.Duration;
import nomadops.simulator.ClusterSeed;

/// How much a run measures. `quick` takes about 40 seconds on two cores.
///
/// @param busy the cluster that is scraped while events come
/// @param eventsPerSecond that come meanwhile
/// @param few a cluster without events
/// @param many the same with ten times the allocations
/// @param scrapes of each kind: with and without gzip, read and shown again
/// @param ends allocations that end, one after the other, to see when the page says so
/// @param pairs scrapes of each of the two clusters without events
/// @param resync from one list of everything to the next; the default is 7 minutes, and what a list
///   costs is to be seen
/// @param settled from readiness until the memory is looked at
record ExporterSize(
    ClusterSeed busy,
    int eventsPerSecond,
    ClusterSeed few,
    ClusterSeed many,
    int scrapes,
    int ends,
    int pairs,
    Duration resync,
    Duration settled) {

  static final ExporterSize QUICK =
      new ExporterSize(
          ClusterSeed.of(1_000, 4_000, 20_000),
          500,
          new ClusterSeed(1_000, 400, 3, 1, 2, 25, 75, 200),
          new ClusterSeed(1_000, 400, 37, 12, 2, 25, 75, 200),
          20,
          15,
          25,
          Duration.ofSeconds(30),
          Duration.ZERO);
  static final ExporterSize FULL =
      new ExporterSize(
          ClusterSeed.of(5_000, 20_000, 100_000),
          500,
          new ClusterSeed(5_000, 2_000, 3, 1, 10, 25, 75, 1_000),
          new ClusterSeed(5_000, 2_000, 37, 12, 10, 25, 75, 1_000),
          200,
          100,
          100,
          Duration.ofSeconds(60),
          Duration.ofSeconds(60));
}
