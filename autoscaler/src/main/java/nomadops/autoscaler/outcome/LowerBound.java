package nomadops.autoscaler.outcome;

import java.util.List;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.trace.Arrivals;
import nomadops.autoscaler.trace.Trace;
import nomadops.autoscaler.trace.TraceClass;

/// Node-hours that no strategy can go below: all work, laid without a gap on nodes that come and go
/// at once. An oracle's figure, to print beside the others.
public final class LowerBound {
  private LowerBound() {}

  /// The greatest over CPU, memory, disk, cores and slots of what the work takes, by what a node
  /// has. Work that is greater than a node is left out, as the simulation does.
  ///
  /// @param size of a node
  /// @param mhzPerCore what a kept core takes of its MHz
  public static double nodeHours(Trace trace, Resources size, long mhzPerCore) {
    List<TraceClass> classes = trace.classes();
    double[] share = new double[classes.size() * 5];
    for (int i = 0; i < classes.size(); i++) {
      double[] of = shares(classes.get(i).ask(), size, mhzPerCore);
      System.arraycopy(of, 0, share, i * 5, 5);
    }
    double[] sum = new double[5];
    Arrivals arrivals = trace.arrivals();
    while (arrivals.next()) {
      int from = arrivals.shape() * 5;
      double millis = (double) arrivals.runs() * arrivals.count();
      for (int d = 0; d < 5 && fits(share, from); d++) {
        sum[d] += share[from + d] * millis;
      }
    }
    return java.util.Arrays.stream(sum).max().orElse(0) / 3_600_000;
  }

  private static boolean fits(double[] share, int from) {
    for (int d = 0; d < 5; d++) {
      if (share[from + d] > 1) {
        return false;
      }
    }
    return true;
  }

  /// What share of a node an allocation takes, by dimension.
  static double[] shares(Resources ask, Resources size, long mhzPerCore) {
    return new double[] {
      share(ask.cpu() + ask.cores() * mhzPerCore, size.cpu()),
      share(ask.memoryMb(), size.memoryMb()),
      share(ask.diskMb(), size.diskMb()),
      share(ask.cores(), size.cores()),
      share(ask.slots(), size.slots())
    };
  }

  private static double share(long ask, long size) {
    return ask <= 0 ? 0 : size <= 0 ? Double.POSITIVE_INFINITY : (double) ask / size;
  }
}
