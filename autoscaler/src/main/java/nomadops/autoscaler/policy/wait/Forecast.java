package nomadops.autoscaler.policy.wait;

import java.time.Duration;
import java.util.List;

/// How few new nodes are enough. Work that ends makes room, and short work makes room again: a
/// queue that the present nodes clear before new ones could even start needs none, and one new node
/// serves several short allocations within the promised wait.
///
/// The forecast is a fluid one: amounts are parts of nodes, time passes in steps, and the queue is
/// served in its order. It never promises more than it knows: work of unknown length never ends.
public final class Forecast {
  private static final int STEPS = 96;

  private final List<Waiting> queue;
  private final double[] released;
  private final double step;
  private final int boot;
  private final int[] due;

  private Forecast(List<Waiting> queue, double[] released, double step, int boot, int[] due) {
    this.queue = queue;
    this.released = released;
    this.step = step;
    this.boot = boot;
    this.due = due;
  }

  /// The fewest new nodes, at most `most`, with which all of the queue starts in time. What cannot
  /// be in time even so, is to start as soon as new nodes are there.
  ///
  /// @param queue in the order in which it is served
  /// @param releases what runs now and gives room back
  /// @param bootLag how long a new node takes until it works
  /// @param most enough for all of the queue at once
  public static int nodes(List<Waiting> queue, List<Release> releases, Duration bootLag, int most) {
    if (most <= 0 || queue.isEmpty()) {
      return 0;
    }
    Forecast forecast = of(queue, releases, bootLag);
    int enough = most;
    int tooFew = -1;
    while (enough - tooFew > 1) {
      int middle = (enough + tooFew) >>> 1;
      if (forecast.inTime(middle)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return enough;
  }

  private static Forecast of(List<Waiting> queue, List<Release> releases, Duration bootLag) {
    double lag = Math.max(0.001, seconds(bootLag));
    double horizon = lag;
    for (Waiting waiting : queue) {
      horizon = Math.max(horizon, seconds(waiting.allowance()));
    }
    double step = horizon / STEPS;
    double[] released = new double[STEPS + 1];
    for (Release release : releases) {
      int at = (int) Math.ceil(Math.max(0, seconds(release.in())) / step);
      if (at <= STEPS) {
        released[at] += release.nodes();
      }
    }
    int boot = Math.min(STEPS, (int) Math.ceil(lag / step));
    int[] due = new int[queue.size()];
    for (int i = 0; i < due.length; i++) {
      int allowed = (int) Math.floor(seconds(queue.get(i).allowance()) / step);
      due[i] = Math.clamp(allowed, boot, STEPS);
    }
    return new Forecast(queue, released, step, boot, due);
  }

  /// Whether every part of the queue starts by its time with so many new nodes.
  private boolean inTime(int nodes) {
    double[] room = released.clone();
    double[] left = new double[due.length];
    for (int i = 0; i < left.length; i++) {
      left[i] = queue.get(i).nodes();
    }
    double free = 0;
    int first = 0;
    for (int t = 0; t <= STEPS; t++) {
      free += room[t] + (t == boot ? nodes : 0);
      for (int i = first; i < left.length && free > 0; i++) {
        double starts = Math.min(left[i], free);
        left[i] -= starts;
        free -= starts;
        giveBack(room, t, i, starts);
      }
      while (first < left.length && left[first] <= 1e-9) {
        first++;
      }
      for (int i = first; i < left.length; i++) {
        if (due[i] == t && left[i] > 1e-9) {
          return false;
        }
      }
      if (first == left.length) {
        return true;
      }
    }
    return true;
  }

  private void giveBack(double[] room, int t, int i, double starts) {
    if (starts > 0 && queue.get(i).runs().isPresent()) {
      int steps = Math.max(1, (int) Math.ceil(seconds(queue.get(i).runs().orElseThrow()) / step));
      if (t + steps < room.length) {
        room[t + steps] += starts;
      }
    }
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }
}
