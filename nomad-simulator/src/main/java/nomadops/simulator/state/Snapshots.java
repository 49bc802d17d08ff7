package nomadops.simulator.state;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// Recent states by the moment they came to be, as far back as stale reads lag.
final class Snapshots {
  private final Deque<Taken> recent = new ArrayDeque<>();
  private final long lagNanos;
  private @Nullable State pinned;

  Snapshots(long lagNanos) {
    this.lagNanos = lagNanos;
  }

  synchronized void add(State state, long nowNanos) {
    if (lagNanos == 0) {
      return;
    }
    recent.addLast(new Taken(nowNanos, state));
    // The newest one that is old enough stays: it is what a stale read sees.
    while (recent.size() > 1 && second().atNanos <= nowNanos - lagNanos) {
      recent.removeFirst();
    }
  }

  synchronized void pin(@Nullable State state) {
    pinned = state;
  }

  synchronized State at(long nowNanos, State current) {
    if (pinned != null) {
      return pinned;
    }
    if (lagNanos == 0) {
      return current;
    }
    State seen = null;
    for (Taken taken : recent) {
      if (seen != null && taken.atNanos > nowNanos - lagNanos) {
        break;
      }
      seen = taken.state;
    }
    return seen == null ? current : seen;
  }

  private Taken second() {
    var entries = recent.iterator();
    entries.next();
    return entries.next();
  }

  private record Taken(long atNanos, State state) {}
}
