package nomadops.gc.nodes;

import java.time.Duration;
import java.util.ArrayDeque;

/// At most so many in any hour, by the monotonic clock. Confined to one thread.
final class HourlyBound {
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private final int most;
  private final ArrayDeque<Long> times = new ArrayDeque<>();

  HourlyBound(int most) {
    this.most = most;
  }

  boolean allows(long nanos) {
    while (!times.isEmpty() && nanos - times.getFirst() >= HOUR) {
      times.removeFirst();
    }
    return times.size() < most;
  }

  void count(long nanos) {
    times.add(nanos);
  }
}
