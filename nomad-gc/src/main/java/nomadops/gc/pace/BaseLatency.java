package nomadops.gc.pace;

import java.util.ArrayList;
import java.util.List;

/// The least latency of the last two minutes, in buckets of ten seconds: what one of our
/// evaluations takes when nobody waits.
///
/// Old minima expire, so a server that became slower for good is believed in the end (RFC 6817
/// keeps ten minutes for the same purpose).
record BaseLatency(List<Bucket> buckets) {
  static final long BUCKET = 10_000_000_000L;
  static final int KEPT = 12;
  static final BaseLatency UNKNOWN = new BaseLatency(List.of());

  record Bucket(long start, long least) {}

  BaseLatency {
    buckets = List.copyOf(buckets);
  }

  boolean known() {
    return !buckets.isEmpty();
  }

  /// The lower quartile of the buckets' minima: one lucky completion does not make all others look
  /// slow.
  long typicalLeast() {
    long[] minima = buckets.stream().mapToLong(Bucket::least).sorted().toArray();
    return minima[minima.length / 4];
  }

  BaseLatency with(long latency, long now) {
    Bucket last = known() ? buckets.getLast() : null;
    if (last != null && now - last.start() < BUCKET) {
      return latency >= last.least()
          ? this
          : new BaseLatency(fresh(last.start(), new Bucket(last.start(), latency), now));
    }
    return new BaseLatency(fresh(now, new Bucket(now, latency), now));
  }

  /// The buckets before `upTo` that have not expired, and the new one.
  private List<Bucket> fresh(long upTo, Bucket added, long now) {
    List<Bucket> kept = new ArrayList<>(KEPT + 1);
    for (Bucket bucket : buckets) {
      if (bucket.start() - upTo < 0 && now - bucket.start() < KEPT * BUCKET) {
        kept.add(bucket);
      }
    }
    kept.add(added);
    return kept;
  }
}
