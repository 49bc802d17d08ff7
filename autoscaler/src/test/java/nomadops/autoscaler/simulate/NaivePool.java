package nomadops.autoscaler.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.trace.Arrivals;
import nomadops.autoscaler.trace.Trace;

/// The same pool told in the plainest way: lists, walked millisecond by millisecond, everything
/// tried again each time that anything happened. All nodes are there from the beginning and stay;
/// of all nodes with room the one that is fullest afterwards is taken, and of equals the oldest.
final class NaivePool {
  /// A run that began.
  record Start(int shape, long firstAt, long at, int node) {}

  private static final class Item {
    private final int shape;
    private final int priority;
    private final long at;
    private final long runs;

    Item(int shape, int priority, long at, long runs) {
      this.shape = shape;
      this.priority = priority;
      this.at = at;
      this.runs = runs;
    }
  }

  private record Run(int node, int shape, long end) {}

  private final Trace trace;
  private final Resources size;
  private final Resources[] free;
  private final List<Item> waiting = new ArrayList<>();
  private final List<Run> running = new ArrayList<>();
  private final List<Start> starts = new ArrayList<>();

  NaivePool(Trace trace, Resources size, int nodes) {
    this.trace = trace;
    this.size = size;
    this.free = new Resources[nodes];
    java.util.Arrays.fill(free, size);
  }

  List<Start> run() {
    Arrivals arrivals = trace.arrivals();
    boolean more = arrivals.next();
    for (long now = 0; more || !waiting.isEmpty() || !running.isEmpty(); now++) {
      boolean changed = end(now);
      while (more && arrivals.at() == now) {
        for (int i = 0; i < arrivals.count(); i++) {
          waiting.add(new Item(arrivals.shape(), arrivals.priority(), now, arrivals.runs()));
        }
        more = arrivals.next();
        changed = true;
      }
      if (changed) {
        place(now);
      }
    }
    return starts;
  }

  private boolean end(long now) {
    boolean any = false;
    for (Run run : List.copyOf(running)) {
      if (run.end() <= now) {
        running.remove(run);
        free[run.node()] = free[run.node()].plus(ask(run.shape()));
        any = true;
      }
    }
    return any;
  }

  private void place(long now) {
    // A stable sort: those of one priority stay in the order in which they came.
    waiting.sort(Comparator.comparingInt(item -> -item.priority));
    for (Item item : List.copyOf(waiting)) {
      int best = -1;
      for (int node = 0; node < free.length; node++) {
        if (fits(free[node], ask(item.shape))
            && (best < 0 || emptiness(node, item.shape) < emptiness(best, item.shape))) {
          best = node;
        }
      }
      if (best >= 0) {
        waiting.remove(item);
        free[best] = free[best].minus(ask(item.shape));
        running.add(new Run(best, item.shape, now + item.runs));
        starts.add(new Start(item.shape, item.at, now, best));
      }
    }
  }

  private double emptiness(int node, int shape) {
    Resources left = free[node].minus(ask(shape));
    return power(left.cpu(), size.cpu()) + power(left.memoryMb(), size.memoryMb());
  }

  // Nomad's curve, to the same 4096th of a node.
  private static double power(long left, long of) {
    long step = left * 4096 / of;
    return Math.pow(10, step / 4096.0);
  }

  private Resources ask(int shape) {
    return trace.classes().get(shape).ask();
  }

  private static boolean fits(Resources free, Resources ask) {
    return ask.cpu() <= free.cpu()
        && ask.memoryMb() <= free.memoryMb()
        && ask.diskMb() <= free.diskMb()
        && ask.slots() <= free.slots();
  }
}
