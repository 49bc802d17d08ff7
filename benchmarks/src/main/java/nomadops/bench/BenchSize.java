package nomadops.bench;

/// How much a run measures. `quick` takes little over a minute on two cores; the ratios are the
/// same, their tails are rougher.
///
/// @param deadJobs dead jobs in state while the foreground is measured
/// @param baselineSeconds the foreground alone, before and between
/// @param measuredSeconds the foreground beside each pace
/// @param settledPurges purges after which the collector counts as running
/// @param naiveJobs purged at once by the naive purge
/// @param idleJobs purged at full speed with nobody else there, per run
/// @param manyRetained retained jobs of the larger memory figure
/// @param candidates of the duplicate count
record BenchSize(
    int deadJobs,
    int baselineSeconds,
    int measuredSeconds,
    int settledPurges,
    int naiveJobs,
    int idleJobs,
    int manyRetained,
    int candidates) {
  static final BenchSize QUICK = new BenchSize(5_000, 3, 5, 500, 1_500, 700, 50_000, 50_000);
  static final BenchSize FULL =
      new BenchSize(100_000, 30, 60, 1_000, 10_000, 4_000, 1_000_000, 1_000_000);
}
