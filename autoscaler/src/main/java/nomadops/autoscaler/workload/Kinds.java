package nomadops.autoscaler.workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import nomadops.autoscaler.shape.Resources;
import nomadops.autoscaler.trace.TraceClass;

/// The kinds of work that there are: parameterized jobs, of which few are dispatched most of the
/// time (Zipf: the n-th as often as 1/n), of a few sizes.
final class Kinds {
  private static final int[] CPU = {250, 500, 500, 500, 1000, 1000, 2000, 4000};
  private static final int[] MB_PER_MHZ_PERCENT = {50, 100, 100, 200, 400};

  private final int count;
  private final Durations runs;
  private final Durations longRuns;
  private final double longShare;

  private Kinds(int count, Durations runs, Durations longRuns, double longShare) {
    this.count = count;
    this.runs = runs;
    this.longRuns = longRuns;
    this.longShare = longShare;
  }

  /// @param count how many jobs
  static Kinds dispatched(int count, Durations runs) {
    return new Kinds(count, runs, runs, 0);
  }

  /// And beside them three jobs that run long.
  ///
  /// @param longShare of all arrivals
  static Kinds withLong(int count, Durations runs, Durations longRuns, double longShare) {
    return new Kinds(count, runs, longRuns, longShare);
  }

  /// Draws the sizes and what each kind's own pace is: between half and twice what is usual.
  Drawn draw(RandomGenerator random) {
    List<TraceClass> classes = new ArrayList<>();
    int all = count + (longShare > 0 ? 3 : 0);
    double[] pace = new double[all];
    for (int i = 0; i < all; i++) {
      int cpu = CPU[random.nextInt(CPU.length)];
      int mb = cpu * MB_PER_MHZ_PERCENT[random.nextInt(MB_PER_MHZ_PERCENT.length)] / 100;
      String job = i < count ? "default/work-" + (i + 1) : "default/long-" + (i - count + 1);
      classes.add(new TraceClass(job, "run", Resources.of(cpu, mb)));
      pace[i] = Math.pow(2, random.nextDouble() * 2 - 1);
    }
    return new Drawn(classes, pace);
  }

  /// The kinds of one trace.
  final class Drawn {
    private final List<TraceClass> classes;
    private final double[] pace;
    private final double[] popularity;

    private Drawn(List<TraceClass> classes, double[] pace) {
      this.classes = classes;
      this.pace = pace;
      popularity = new double[count];
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += 1.0 / (i + 1);
        popularity[i] = sum;
      }
    }

    List<TraceClass> classes() {
      return classes;
    }

    /// An index of [#classes()].
    int kind(RandomGenerator random) {
      if (longShare > 0 && random.nextDouble() < longShare) {
        return count + random.nextInt(3);
      }
      double at = random.nextDouble() * popularity[count - 1];
      int found = Arrays.binarySearch(popularity, at);
      return Math.min(count - 1, found < 0 ? -found - 1 : found + 1);
    }

    long runs(int kind, RandomGenerator random) {
      if (kind >= count) {
        return longRuns.draw(random);
      }
      return Math.max(1, Math.round(runs.draw(random) * pace[kind]));
    }
  }
}
