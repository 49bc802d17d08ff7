package nomadops.autoscaler.usual;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nomadops.autoscaler.shape.Room;
import nomadops.autoscaler.shape.Shape;
import nomadops.autoscaler.strategy.NodeState;
import nomadops.autoscaler.strategy.PoolView;
import nomadops.autoscaler.strategy.Strategy;
import nomadops.autoscaler.strategy.Wish;

/// A plain strategy that knows sizes: packs what waits, the greatest first, into empty nodes, less
/// those that launch, and launches the rest; terminates a node that was empty for a time. It never
/// cordons, drains or kills.
final class Packing implements Strategy {
  private final long idleMillis;
  private final int min;

  Packing(long idleMillis, int min) {
    this.idleMillis = idleMillis;
    this.min = min;
  }

  @Override
  public Wish decide(PoolView pool) {
    int needed = Math.max(needed(pool) - pool.launching(), min - pool.nodes());
    if (needed > 0) {
      return Wish.launch(needed);
    }
    List<Integer> idle = new ArrayList<>();
    for (int i = 0; i < pool.nodes() && pool.nodes() - idle.size() > min; i++) {
      boolean empty = pool.state(i) == NodeState.READY && pool.allocations(i) == 0;
      if (empty && pool.queued() == 0 && pool.now() - pool.idleSince(i) >= idleMillis) {
        idle.add(i);
      }
    }
    return idle.isEmpty() ? Wish.NONE : Wish.terminate(idle);
  }

  /// Nodes that all which waits takes, when they are empty.
  private static int needed(PoolView pool) {
    if (pool.queued() == 0) {
      return 0;
    }
    List<Integer> queues = new ArrayList<>();
    for (int q = 0; q < pool.queues(); q++) {
      queues.add(q);
    }
    queues.sort(Comparator.comparingDouble(q -> -share(pool, q)));
    List<Room> bins = new ArrayList<>();
    Room empty = new Room(pool.size(), pool.mhzPerCore(), java.util.Set.of());
    for (int q : queues) {
      Shape shape = Shape.of(pool.classOf(q).ask());
      int left = pool.queued(q);
      for (int b = 0; b < bins.size() && left > 0; b++) {
        int n = bins.get(b).fits(shape, left);
        if (n > 0) {
          bins.set(b, bins.get(b).without(shape, n));
          left -= n;
        }
      }
      while (left > 0 && bins.size() < pool.mostNodes()) {
        // Where not one fits, it never will: it must not stand in the way of the others.
        int n = Math.max(1, empty.fits(shape, left));
        bins.add(empty.without(shape, n));
        left -= n;
      }
    }
    return bins.size();
  }

  private static double share(PoolView pool, int queue) {
    var ask = pool.classOf(queue).ask();
    return Math.max(
        (double) ask.cpu() / pool.size().cpu(), (double) ask.memoryMb() / pool.size().memoryMb());
  }
}
