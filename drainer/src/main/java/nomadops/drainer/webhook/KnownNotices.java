package nomadops.drainer.webhook;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import nomadops.drainer.notice.Bulletin;
import nomadops.drainer.notice.Notice;

/// Every notice that the drainer has from here, and those that it was done with of late. A sender
/// must repeat until a notice is safe, perhaps for weeks: a repeat finds its notice here and is not
/// handed over again, and one that comes after the end does not begin anew. A notice that changed
/// (its time was moved, it is over) is handed over. For many threads.
final class KnownNotices {
  private static final Duration REMEMBERED = Duration.ofHours(1);

  private final Consumer<List<Bulletin>> drainer;
  private final InstantSource clock;
  private final int most;
  private final Map<String, Known> known = new LinkedHashMap<>();

  /// One request at a time is handed over, so that nobody waits for a notice that the drainer then
  /// refuses.
  private final ReentrantLock taking = new ReentrantLock();

  /// Guards `known` and all states.
  private final ReentrantLock states = new ReentrantLock();

  private final Condition changed = states.newCondition();
  private boolean closed;

  /// @param most notices that are remembered
  KnownNotices(Consumer<List<Bulletin>> drainer, InstantSource clock, int most) {
    this.drainer = drainer;
    this.clock = clock;
    this.most = most;
  }

  /// @param all the notices of the request
  /// @param fresh how many of them were handed over now
  record Taken(List<Known> all, int fresh) {}

  /// Hands over what is new. Empty when too much is remembered already.
  ///
  /// What the drainer throws comes through; then nothing new is remembered.
  Optional<Taken> take(List<Told> told) {
    taking.lock();
    try {
      Instant now = clock.instant();
      Map<String, Known> before = new LinkedHashMap<>();
      Set<Known> all = new LinkedHashSet<>();
      List<Known> fresh = new ArrayList<>();
      states.lock();
      try {
        if (!room(told, now)) {
          return Optional.empty();
        }
        for (Told one : told) {
          Known old = known.get(one.identity());
          Notice notice = one.notice(old == null ? now : old.notice().at());
          if (old != null && old.notice().equals(notice)) {
            all.add(old);
          } else {
            Known added = new Known(one, notice, now);
            if (old != null && !fresh.contains(old)) {
              before.putIfAbsent(one.identity(), old);
            }
            known.put(one.identity(), added);
            all.add(added);
            fresh.add(added);
          }
        }
      } finally {
        states.unlock();
      }
      handOver(fresh, before);
      return Optional.of(new Taken(List.copyOf(all), fresh.size()));
    } finally {
      taking.unlock();
    }
  }

  /// All of them at once: no node of them is drained before all are kept from new work.
  private void handOver(List<Known> fresh, Map<String, Known> before) {
    if (fresh.isEmpty()) {
      return;
    }
    boolean taken = false;
    try {
      drainer.accept(fresh.stream().map(this::bulletin).toList());
      taken = true;
    } finally {
      if (!taken) {
        states.lock();
        try {
          fresh.forEach(one -> known.remove(one.told().identity(), one));
          known.putAll(before);
        } finally {
          states.unlock();
        }
      }
    }
  }

  private Bulletin bulletin(Known one) {
    return new Bulletin(
        List.of(one.notice()),
        () -> reach(one, Known.State.SAFE),
        () -> reach(one, Known.State.DONE));
  }

  private void reach(Known one, Known.State state) {
    states.lock();
    try {
      one.reach(state, clock.instant());
      changed.signalAll();
    } finally {
      states.unlock();
    }
  }

  /// Waits until all of them are safe, at most so long.
  ///
  /// @return the state of each
  Map<Known, Known.State> await(List<Known> notices, Duration atMost) throws InterruptedException {
    states.lock();
    try {
      long left = atMost.toNanos();
      while (left > 0
          && !closed
          && notices.stream().anyMatch(one -> one.state() == Known.State.NOTED)) {
        left = changed.awaitNanos(left);
      }
      Map<Known, Known.State> all = new LinkedHashMap<>();
      notices.forEach(one -> all.put(one, one.state()));
      return all;
    } finally {
      states.unlock();
    }
  }

  /// Those that are not done with.
  int underWay() {
    states.lock();
    try {
      return (int) known.values().stream().filter(one -> one.state() != Known.State.DONE).count();
    } finally {
      states.unlock();
    }
  }

  /// Nobody waits any longer.
  void close() {
    states.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      states.unlock();
    }
  }

  /// Forgets what was done an hour ago, and sooner if need be.
  private boolean room(List<Told> told, Instant now) {
    known
        .values()
        .removeIf(
            one -> one.state() == Known.State.DONE && one.since().plus(REMEMBERED).isBefore(now));
    long more = told.stream().filter(one -> !known.containsKey(one.identity())).count();
    Iterator<Known> eldest = known.values().iterator();
    while (known.size() + more > most && eldest.hasNext()) {
      if (eldest.next().state() == Known.State.DONE) {
        eldest.remove();
      }
    }
    return known.size() + more <= most;
  }
}
