package nomadops.autoscaler.simulate;

import java.util.Arrays;
import java.util.List;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.trace.TraceClass;

/// What the classes ask, as numbers side by side, and what is learnt of each.
final class Shapes {
  /// CPU (with what kept cores take of it), memory, disk, cores, slots.
  static final int DIMENSIONS = 5;

  /// A power of two apart, so that each begins on a line of the cache.
  static final int STRIDE = 8;

  private static final int STALE = -2;

  private final int[] asks;
  private final int[] size;
  private final int[] least = new int[DIMENSIONS];
  private final boolean[] fitting;
  private final long[] ended;
  private final long[] endedMillis;

  /// Of what is over; [#STALE] when more is over since.
  private final long[] mean;

  private final double[] inverse = new double[DIMENSIONS];

  Shapes(List<TraceClass> classes, Resources nodeSize, long mhzPerCore) {
    int n = classes.size();
    asks = new int[n * STRIDE];
    fitting = new boolean[n];
    ended = new long[n];
    endedMillis = new long[n];
    mean = new long[n];
    Arrays.fill(mean, -1);
    size = numbers(nodeSize, 0);
    for (int d = 0; d < DIMENSIONS; d++) {
      inverse[d] = 1.0 / size[d];
    }
    Arrays.fill(least, Integer.MAX_VALUE);
    for (int i = 0; i < n; i++) {
      Resources ask = classes.get(i).ask();
      if (!ask.devices().isEmpty()) {
        throw new IllegalArgumentException(
            classes.get(i).name() + " asks for " + ask + "; devices are not simulated");
      }
      int[] of = numbers(ask, mhzPerCore);
      System.arraycopy(of, 0, asks, i * STRIDE, DIMENSIONS);
      fitting[i] = fits(size, 0, i);
      for (int d = 0; d < DIMENSIONS && fitting[i]; d++) {
        least[d] = Math.min(least[d], of[d]);
      }
    }
  }

  /// Whether an empty node has room for one.
  boolean fitting(int shape) {
    return fitting[shape];
  }

  boolean fits(int[] free, int from, int shape) {
    int ask = shape * STRIDE;
    return free[from] >= asks[ask]
        && free[from + 1] >= asks[ask + 1]
        && free[from + 2] >= asks[ask + 2]
        && free[from + 3] >= asks[ask + 3]
        && free[from + 4] >= asks[ask + 4];
  }

  /// Whether it asks, in each dimension, at most what the other asks.
  boolean atMost(int shape, int other) {
    return fits(asks, other * STRIDE, shape);
  }

  /// `false`: not even the least of all classes has room.
  boolean fitsLeast(int[] free, int from) {
    return free[from] >= least[0]
        && free[from + 1] >= least[1]
        && free[from + 2] >= least[2]
        && free[from + 3] >= least[3]
        && free[from + 4] >= least[4];
  }

  /// @param sign -1 to take, 1 to give back
  void apply(int[] free, int from, int shape, int sign) {
    int ask = shape * STRIDE;
    for (int d = 0; d < DIMENSIONS; d++) {
      free[from + d] += sign * asks[ask + d];
    }
  }

  int ask(int shape, int dimension) {
    return asks[shape * STRIDE + dimension];
  }

  int size(int dimension) {
    return size[dimension];
  }

  /// In how many whole parts of a node, of `parts` in all, an amount has room. This is asked for
  /// each node that is looked at, and to divide takes longer than all the rest: to multiply by the
  /// inverse is as exact, as quotients that are no whole numbers are half a unit of the amount away
  /// from the next.
  ///
  /// @param amount 0 to the node's size, which is above 0
  /// @param parts at most 4096
  int part(int amount, int dimension, int parts) {
    return (int) (((long) amount * parts + 0.5) * inverse[dimension]);
  }

  void learn(int shape, long millis) {
    ended[shape]++;
    endedMillis[shape] += millis;
    mean[shape] = STALE;
  }

  /// -1 when none of it was ever over.
  long mean(int shape) {
    if (mean[shape] == STALE) {
      mean[shape] = endedMillis[shape] / ended[shape];
    }
    return mean[shape];
  }

  /// -1 when nothing was ever over.
  long greatestMean() {
    long greatest = -1;
    for (int i = 0; i < mean.length; i++) {
      greatest = Math.max(greatest, mean(i));
    }
    return greatest;
  }

  /// The greatest over the dimensions of what all that is over took of one node, in node-hours.
  double doneNodeHours() {
    double most = 0;
    for (int d = 0; d < DIMENSIONS; d++) {
      double sum = 0;
      for (int i = 0; i < ended.length && size[d] > 0; i++) {
        sum += (double) ask(i, d) / size[d] * endedMillis[i];
      }
      most = Math.max(most, sum);
    }
    return most / 3_600_000;
  }

  private static int[] numbers(Resources of, long mhzPerCore) {
    return new int[] {
      small(of.cpu() + of.cores() * mhzPerCore),
      small(of.memoryMb()),
      small(of.diskMb()),
      of.cores(),
      of.slots()
    };
  }

  private static int small(long amount) {
    return (int) Math.min(amount, Integer.MAX_VALUE);
  }
}
