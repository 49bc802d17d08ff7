package nomadops.autoscaler.outcome;

import java.util.Arrays;

/// Counts durations in buckets that widen with them: each is less than 1 % wide, and one
/// millisecond up to 255. Not for several threads while it is filled.
public final class WaitHistogram {
  private static final int BITS = 7;
  private static final int HALF = 1 << BITS;

  private long[] counts = new long[16 * HALF];
  private long count;
  private long max;
  private double sum;

  /// Counts one duration, so many times.
  ///
  /// @param millis 0 or more
  public void add(long millis, long times) {
    int bucket = bucket(millis);
    if (bucket >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(bucket + 1, counts.length * 2));
    }
    counts[bucket] += times;
    count += times;
    sum += (double) millis * times;
    max = Math.max(max, millis);
  }

  public long count() {
    return count;
  }

  /// Exact, in milliseconds; 0 when nothing was counted.
  public long max() {
    return max;
  }

  /// Exact, in milliseconds; 0 when nothing was counted.
  public double mean() {
    return count == 0 ? 0 : sum / count;
  }

  /// In milliseconds, at most 1 % off: of the durations in order, the one that this share of them
  /// does not exceed; 0 when nothing was counted.
  public long quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int i = 0; i < counts.length && count > 0; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min(max, (low(i) + low(i + 1) - 1) / 2);
      }
    }
    return max;
  }

  /// How many are at least `from` and less than `to` milliseconds; both as exact as a bucket is.
  public long between(long from, long to) {
    long n = 0;
    for (int i = bucket(from); i < counts.length && low(i) < to; i++) {
      n += counts[i];
    }
    return n;
  }

  private static int bucket(long millis) {
    if (millis < 2 * HALF) {
      return (int) Math.max(0, millis);
    }
    int shift = 63 - Long.numberOfLeadingZeros(millis) - BITS;
    return (shift << BITS) + (int) (millis >>> shift);
  }

  private static long low(int bucket) {
    if (bucket < 2 * HALF) {
      return bucket;
    }
    int shift = (bucket >> BITS) - 1;
    return (long) (bucket - (shift << BITS)) << shift;
  }
}
