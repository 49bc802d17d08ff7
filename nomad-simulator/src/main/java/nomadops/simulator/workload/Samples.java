package nomadops.simulator.workload;

import java.util.Arrays;

/// Latencies with the moment to which each belongs; the oldest give way when it is full.
public final class Samples {
  private final long[] at;
  private final long[] latency;
  private long added;

  Samples(int capacity) {
    at = new long[capacity];
    latency = new long[capacity];
  }

  synchronized void add(long atNanos, long latencyNanos) {
    int slot = (int) (added % at.length);
    at[slot] = atNanos;
    latency[slot] = latencyNanos;
    added++;
  }

  /// Summary of the samples with `from <= at < to`, in nanoseconds since the load's start.
  public synchronized LatencySummary summary(long from, long to) {
    int size = size();
    long[] chosen = new long[size];
    int n = 0;
    for (int i = 0; i < size; i++) {
      if (at[i] >= from && at[i] < to) {
        chosen[n++] = latency[i];
      }
    }
    return LatencySummary.ofNanos(Arrays.copyOf(chosen, n));
  }

  /// Pairs of (moment, latency) in nanoseconds, for plots; in no certain order.
  public synchronized long[][] pairs() {
    int size = size();
    return new long[][] {Arrays.copyOf(at, size), Arrays.copyOf(latency, size)};
  }

  private int size() {
    return (int) Math.min(added, at.length);
  }
}
