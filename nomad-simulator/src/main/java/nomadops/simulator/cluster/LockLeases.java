package nomadops.simulator.cluster;

import java.util.HashMap;
import java.util.Map;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.raft.Afterwards;
import nomadops.simulator.raft.RaftLane;
import nomadops.simulator.state.StateStore;
import nomadops.simulator.state.VariableRow;
import org.jspecify.annotations.Nullable;

/// The leader's timers of variable locks. When a lease runs out, nobody can renew it any more; the
/// lock itself goes away only when its delay has passed too, so that a holder that was cut off has
/// time to notice. A new leader starts all leases afresh.
public final class LockLeases {
  private final SimClock clock;
  private final StateStore store;
  private final RaftLane lane;
  private final Afterwards afterwards;
  private final Map<String, SimClock.Scheduled> running = new HashMap<>();

  public LockLeases(SimClock clock, StateStore store, RaftLane lane, Afterwards afterwards) {
    this.clock = clock;
    this.store = store;
    this.lane = lane;
    this.afterwards = afterwards;
  }

  synchronized void start(VariableRow row) {
    VariableRow.Lock lock = row.lock();
    end(row.key());
    if (lock != null) {
      running.put(
          row.key(), clock.at(clock.nanos() + lock.ttlNanos(), () -> expired(row.key(), lock)));
    }
  }

  /// False when the lease has run out.
  synchronized boolean renew(VariableRow row) {
    if (!running.containsKey(row.key())) {
      return false;
    }
    start(row);
    return true;
  }

  synchronized void end(String key) {
    SimClock.Scheduled timer = running.remove(key);
    if (timer != null) {
      timer.cancel();
    }
  }

  /// What a new leader does with the locks that it finds.
  public synchronized void restore() {
    for (var entry : store.current().variables().ascending(null)) {
      start(entry.value());
    }
  }

  public synchronized void forget() {
    running.values().forEach(SimClock.Scheduled::cancel);
    running.clear();
  }

  public synchronized int held() {
    return running.size();
  }

  private synchronized void expired(String key, VariableRow.Lock lock) {
    running.remove(key);
    clock.at(clock.nanos() + lock.delayNanos(), () -> release(key, lock));
  }

  private void release(String key, VariableRow.Lock lock) {
    if (!lane.hasLeader()) {
      return;
    }
    lane.submit(
        lane.cost().entry(),
        () ->
            store.<@Nullable Void>apply(
                "",
                txn -> {
                  VariableRow row = txn.state().variables().get(key);
                  if (row != null
                      && row.lock() != null
                      && row.lock().id().equals(lock.id())
                      && !alive(key)) {
                    txn.putVariable(row.released(txn.index()));
                  }
                  return null;
                }));
    afterwards.drain();
  }

  private synchronized boolean alive(String key) {
    return running.containsKey(key);
  }
}
