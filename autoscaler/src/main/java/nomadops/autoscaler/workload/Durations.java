package nomadops.autoscaler.workload;

import java.util.random.RandomGenerator;

/// How long runs take.
@FunctionalInterface
interface Durations {
  /// In milliseconds, at least 1.
  long draw(RandomGenerator random);

  /// Half at most the median; `sigma` is of the logarithm, which is normal.
  static Durations logNormal(long medianMillis, double sigma) {
    double mu = Math.log((double) medianMillis);
    return random -> bounded(Math.exp(mu + sigma * random.nextGaussian()));
  }

  /// Two log-normal humps.
  ///
  /// @param second the share of the second
  static Durations bimodal(
      long firstMedian, double firstSigma, long secondMedian, double secondSigma, double second) {
    Durations one = logNormal(firstMedian, firstSigma);
    Durations other = logNormal(secondMedian, secondSigma);
    return random -> (random.nextDouble() < second ? other : one).draw(random);
  }

  private static long bounded(double millis) {
    return Math.max(1, Math.min(30L * 86_400_000, Math.round(millis)));
  }
}
