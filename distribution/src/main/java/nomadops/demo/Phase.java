package nomadops.demo;

import java.util.List;

/// A stretch of the demo with one thing going on beside the foreground load.
///
/// @param name what runs, e.g. `naive purge`
/// @param fromSeconds start, seconds since the demo began
/// @param toSeconds end
/// @param purged dead jobs deleted in it
/// @param samples foreground latencies of jobs submitted in it
public record Phase(
    String name, double fromSeconds, double toSeconds, long purged, List<Sample> samples) {
  public Phase {
    samples = List.copyOf(samples);
  }

  double seconds() {
    return toSeconds - fromSeconds;
  }

  double purgesPerSecond() {
    return seconds() <= 0 ? 0 : purged / seconds();
  }

  /// The latency that the share `quantile` (0 to 1) of the phase's jobs did not exceed, in
  /// milliseconds; NaN without samples.
  double latency(double quantile) {
    if (samples.isEmpty()) {
      return Double.NaN;
    }
    double[] sorted = samples.stream().mapToDouble(Sample::millis).sorted().toArray();
    int rank = (int) Math.ceil(quantile * sorted.length);
    return sorted[Math.min(sorted.length - 1, Math.max(0, rank - 1))];
  }
}
