package nomadops.simulator.raft;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import nomadops.simulator.clock.SimClock;
import nomadops.simulator.state.StateStore;
import nomadops.simulator.state.Txn;
import org.jspecify.annotations.Nullable;

/// The leader's one line of work: entries are applied one at a time, in the order in which they
/// came, each after its service time. Time is reckoned from plan to plan, so that a late thread
/// does not change the rate.
public final class RaftLane {
  private final SimClock clock;
  private final CostModel cost;
  private final StateStore store;
  private final Afterwards afterwards;
  private long freeAt;
  private volatile boolean leader = true;

  public RaftLane(SimClock clock, CostModel cost, StateStore store, Afterwards afterwards) {
    this.clock = clock;
    this.cost = cost;
    this.store = store;
    this.afterwards = afterwards;
    this.freeAt = clock.nanos();
  }

  public void leader(boolean present) {
    leader = present;
  }

  public boolean hasLeader() {
    return leader;
  }

  public CostModel cost() {
    return cost;
  }

  /// Applies a client's write and waits for it.
  public <R extends @Nullable Object> R write(String eventType, Function<Txn, R> entry) {
    return write(
        store.current().brokerPaused() ? cost.pausedEntry() : cost.entry(), eventType, entry);
  }

  /// Applies an entry with a service time of its own and waits for it.
  public <R extends @Nullable Object> R write(
      Duration service, String eventType, Function<Txn, R> entry) {
    if (!leader) {
      throw new NoLeader();
    }
    if (cost.isFree()) {
      R result = store.apply(eventType, entry);
      afterwards.drain();
      return result;
    }
    CompletableFuture<R> answer = new CompletableFuture<>();
    submit(
        service,
        () -> {
          try {
            R result = store.apply(eventType, entry);
            clock.after(cost.answer(), () -> answer.complete(result));
          } catch (RuntimeException refused) {
            answer.completeExceptionally(refused);
          }
        });
    return await(answer);
  }

  /// Lines a step up; it runs when its service time is over, and nobody waits for it.
  public void submit(Duration service, Runnable step) {
    if (cost.isFree()) {
      step.run();
      return;
    }
    clock.at(
        reserve(service),
        () -> {
          step.run();
          afterwards.drain();
        });
  }

  private synchronized long reserve(Duration service) {
    freeAt = Math.max(freeAt, clock.nanos()) + service.toNanos();
    return freeAt;
  }

  private static <R extends @Nullable Object> R await(CompletableFuture<R> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the simulator is closing", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
