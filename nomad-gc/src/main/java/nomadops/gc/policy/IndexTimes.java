package nomadops.gc.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Dates Raft indexes, so that a job's age can be counted from its *death* and not from its start.
///
/// A job that ran for ten hours and died a minute ago has an old SubmitTime; a row of the list
/// holds the Raft index of its last change but no time. Yet every row is also a dated index:
/// version `JobModifyIndex` was written just after `SubmitTime`. Whatever has a smaller index
/// happened earlier. So the least dated index at or above a job's last change bounds the time of
/// that change from above, at no request.
///
/// Only upper bounds are given out, so forgetting points or a disagreement of clocks can only keep
/// jobs longer: a point that claims an earlier time than a smaller index is dropped, and one that
/// claims a later time drops the greater indexes it contradicts. Points in the future are refused.
/// Memory is bounded. Confined to one thread; time is an argument.
public final class IndexTimes {
  private static final int CAPACITY = 4096;

  /// Between taking SubmitTime and writing the index lies a Raft round, and servers' clocks differ
  /// a little.
  private static final Duration SLACK = Duration.ofMinutes(1);

  private final TreeMap<Long, Instant> bounds = new TreeMap<>();
  private final TreeMap<Long, Instant> stamps = new TreeMap<>();

  /// Nomad stamped this index with this time.
  public void stamped(long index, Instant time, Instant now) {
    observe(stamps, index, time, now);
    observe(bounds, index, time, now);
  }

  /// Raft had reached this index at this time, and perhaps long before.
  public void reached(long index, Instant time, Instant now) {
    observe(bounds, index, time, now);
  }

  private static void observe(
      NavigableMap<Long, Instant> points, long index, Instant time, Instant now) {
    if (index <= 0 || time.isAfter(now)) {
      return;
    }
    Map.Entry<Long, Instant> below = points.floorEntry(index);
    if (below != null && below.getValue().isAfter(time)) {
      return;
    }
    points.put(index, time);
    Map.Entry<Long, Instant> above = points.higherEntry(index);
    while (above != null && above.getValue().isBefore(time)) {
      points.remove(above.getKey());
      above = points.higherEntry(index);
    }
    if (points.size() > CAPACITY) {
      thin(points);
    }
  }

  /// The latest time at which `index` can have been written; empty if no dated index is at or above
  /// it.
  public Optional<Instant> latest(long index) {
    return Optional.ofNullable(bounds.ceilingEntry(index))
        .map(point -> point.getValue().plus(SLACK));
  }

  /// The time of the greatest stamped index at or below: `index` was hardly written before it. Only
  /// a hint, since clocks may disagree.
  public Optional<Instant> earliest(long index) {
    return Optional.ofNullable(stamps.floorEntry(index)).map(Map.Entry::getValue);
  }

  /// Forgets every second point. What is left still bounds from above, only less tightly.
  private static void thin(NavigableMap<Long, Instant> points) {
    long newest = points.lastKey();
    boolean drop = true;
    for (var keys = points.keySet().iterator(); keys.hasNext(); drop = !drop) {
      if (keys.next() != newest && drop) {
        keys.remove();
      }
    }
  }

  int size() {
    return Math.max(bounds.size(), stamps.size());
  }
}
