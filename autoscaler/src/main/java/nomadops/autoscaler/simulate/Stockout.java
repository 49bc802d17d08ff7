package nomadops.autoscaler.simulate;

/// A time in which the cloud has no machine to give: every launch that begins in it fails.
///
/// @param from in milliseconds since the trace's beginning
/// @param to exclusive
public record Stockout(long from, long to) {
  public Stockout {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException(
          "stockout is from " + from + " to " + to + " ms; want an end after the beginning");
    }
  }

  boolean covers(long at) {
    return at >= from && at < to;
  }
}
