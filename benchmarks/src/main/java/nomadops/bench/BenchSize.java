package nomadops.bench;

import java.util.List;

/// How much a run measures. `quick` takes about 50 seconds on two cores; the ratios are the same,
/// their tails are rougher.
///
/// @param warmUpJobs purged before anything is measured: a cluster has been running for weeks when
///   it is collected
/// @param deadJobs dead jobs in state while the foreground is measured
/// @param loadWarmUpSeconds the foreground alone, before anything is measured
/// @param turns how often the foreground is measured beside each pace, alone before and after each
/// @param turnSeconds how long each of these turns is
/// @param settledPurges purges after which the collector counts as running
/// @param naiveJobs purged at once by the naive purge
/// @param idleRounds how often the idle cluster is collected in each way, in turns
/// @param idleJobs purged at full speed with nobody else there, per run
/// @param archivePairs pairs of runs with and without an archive
/// @param archiveJobs purged in each of these runs
/// @param windows the fixed windows that are tried for the most that the server can do
/// @param bankruptJobs dead jobs of a bankruptcy
/// @param manyRetained retained jobs of the larger memory figure
/// @param candidates of the duplicate count
/// @param archived whether the collector keeps an archive while it is measured
record BenchSize(
    int warmUpJobs,
    int deadJobs,
    int loadWarmUpSeconds,
    int turns,
    int turnSeconds,
    int settledPurges,
    int naiveJobs,
    int idleRounds,
    int idleJobs,
    int archivePairs,
    int archiveJobs,
    List<Integer> windows,
    int bankruptJobs,
    int manyRetained,
    int candidates,
    boolean archived) {
  static final BenchSize QUICK =
      new BenchSize(
          800,
          5_000,
          2,
          1,
          4,
          350,
          1_000,
          1,
          500,
          2,
          2_000,
          List.of(8),
          1_000,
          20_000,
          50_000,
          false);
  static final BenchSize FULL =
      new BenchSize(
          1_000,
          100_000,
          10,
          5,
          15,
          1_000,
          10_000,
          3,
          2_000,
          5,
          8_000,
          List.of(4, 16, 32),
          20_000,
          1_000_000,
          1_000_000,
          false);

  BenchSize withArchive(boolean kept) {
    return new BenchSize(
        warmUpJobs,
        deadJobs,
        loadWarmUpSeconds,
        turns,
        turnSeconds,
        settledPurges,
        naiveJobs,
        idleRounds,
        idleJobs,
        archivePairs,
        archiveJobs,
        windows,
        bankruptJobs,
        manyRetained,
        candidates,
        kept);
  }
}
