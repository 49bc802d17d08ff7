package nomadops.simulator.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToLongFunction;
import nomadops.simulator.raft.NoLeader;
import nomadops.simulator.state.State;

/// Consistent, stale and blocking reads.
final class Reads {
  private final Services services;

  Reads(Services services) {
    this.services = services;
  }

  /// The state to answer from. With an `index` it waits until the index of what is read has passed
  /// it.
  ///
  /// @param key what to watch: a table or an item
  /// @param indexOf the index of what is read
  State state(Request request, Object key, ToLongFunction<State> indexOf) {
    requireLeader(request);
    long after = request.index();
    long wait = request.waitNanos();
    if (after > 0) {
      long jitter = ThreadLocalRandom.current().nextLong(wait / 16 + 1);
      try {
        services
            .store()
            .await(
                key,
                services.clock().nanos() + wait + jitter,
                state -> indexOf.applyAsLong(state) > after);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      requireLeader(request);
    }
    return request.stale() ? services.store().stale() : services.store().current();
  }

  private void requireLeader(Request request) {
    if (!services.lane().hasLeader() && !request.stale()) {
      throw new NoLeader();
    }
  }

  /// Index, KnownLeader and LastContact as reads carry them.
  Answer meta(Request request, Answer answer, long index) {
    boolean lags = request.stale() && !services.staleness().isZero();
    return answer
        .index(index)
        .with("X-Nomad-KnownLeader", Boolean.toString(services.lane().hasLeader()))
        .with("X-Nomad-LastContact", lags ? Long.toString(services.staleness().toMillis()) : "0");
  }

  /// Takes the time that a list of so many scanned rows takes.
  void scanned(long rows) {
    var cost = services.lane().cost().listPerRow();
    if (cost.isZero() || rows < 100) {
      return;
    }
    CountDownLatch done = new CountDownLatch(1);
    services.clock().after(cost.multipliedBy(rows), done::countDown);
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
