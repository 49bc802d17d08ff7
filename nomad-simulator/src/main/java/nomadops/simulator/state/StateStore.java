package nomadops.simulator.state;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import nomadops.simulator.clock.SimClock;
import org.jspecify.annotations.Nullable;

/// The current state, its recent past, and whoever waits for the next one. Entries are applied one
/// at a time.
public final class StateStore {
  private final SimClock clock;
  private final Snapshots snapshots;
  private final Watches watches = new Watches();
  private final List<Consumer<Change.Commit>> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger wakeUps = new AtomicInteger();
  private volatile State current;

  public StateStore(SimClock clock, Duration staleness, State initial) {
    this.clock = clock;
    this.snapshots = new Snapshots(staleness.toNanos());
    this.current = initial;
    snapshots.add(initial, clock.nanos());
  }

  public State current() {
    return current;
  }

  /// What a `stale` read sees now.
  public State stale() {
    return snapshots.at(clock.nanos(), current);
  }

  public void pinStale(boolean pinned) {
    snapshots.pin(pinned ? current : null);
  }

  /// Listeners run in the applying thread, in order, while no other entry is applied.
  public void onCommit(Consumer<Change.Commit> listener) {
    listeners.add(listener);
  }

  /// Applies one Raft entry: it takes the next index, whatever it does.
  ///
  /// @param eventType name of the events that it makes; empty for none
  public synchronized <R extends @Nullable Object> R apply(
      String eventType, Function<Txn, R> entry) {
    long index = current.index() + 1;
    Txn txn = new Txn(current, index, clock.unixNanos());
    R result = entry.apply(txn);
    State next = txn.finish();
    current = next;
    snapshots.add(next, clock.nanos());
    Change.Commit commit = new Change.Commit(index, eventType, List.copyOf(txn.changes()), next);
    for (Consumer<Change.Commit> listener : listeners) {
      listener.accept(commit);
    }
    watches.wake(txn.touched());
    return result;
  }

  /// Waits until `ready` holds for the current state, the clock reaches the deadline, or everybody
  /// is woken; looks again whenever `key` changes.
  public void await(Object key, long deadlineNanos, Predicate<State> ready)
      throws InterruptedException {
    int epoch = wakeUps.get();
    while (clock.nanos() < deadlineNanos && wakeUps.get() == epoch) {
      CountDownLatch latch = watches.add(key);
      SimClock.Scheduled timer = clock.at(deadlineNanos, latch::countDown);
      try {
        if (ready.test(current) || wakeUps.get() != epoch) {
          return;
        }
        latch.await();
      } finally {
        timer.cancel();
        watches.remove(key, latch);
      }
    }
  }

  /// Wakes every waiting query at once, for shutdown and loss of leadership.
  public void wakeAll() {
    wakeUps.incrementAndGet();
    watches.wakeAll();
  }
}
