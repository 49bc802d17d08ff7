package nomadops.simulator.workload;

import java.util.Arrays;
import java.util.Locale;

/// Percentiles of latencies in milliseconds, by the nearest-rank rule; all zero without samples.
public record LatencySummary(long count, double p50, double p90, double p99, double max) {

  /// Summarises nanoseconds; the array is not changed.
  public static LatencySummary ofNanos(long[] nanos) {
    if (nanos.length == 0) {
      return new LatencySummary(0, 0, 0, 0, 0);
    }
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return new LatencySummary(
        sorted.length,
        rank(sorted, 50),
        rank(sorted, 90),
        rank(sorted, 99),
        millis(sorted[sorted.length - 1]));
  }

  private static double rank(long[] sorted, int percent) {
    int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
    return millis(sorted[Math.max(0, rank - 1)]);
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "n=%d p50=%.1f p90=%.1f p99=%.1f max=%.1f ms", count, p50, p90, p99, max);
  }
}
