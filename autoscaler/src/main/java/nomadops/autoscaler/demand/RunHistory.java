package nomadops.autoscaler.demand;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Runs of one group, in steps of a fourth root of two, each run with a weight that halves with
/// each half-life. As only weights among each other count, nothing ages while nothing ends.
final class RunHistory {
  private static final double STEPS_PER_DOUBLING = 4;
  private static final double SMALLEST_SECONDS = 0.05;

  /// Up to 58 days.
  private static final int STEPS = 108;

  private final Duration halfLife;
  private final float[] weights = new float[STEPS];
  private long runs;
  private double weight;
  private double weightedSeconds;
  private @Nullable Instant newest;

  RunHistory(Duration halfLife) {
    this.halfLife = halfLife;
  }

  void add(Duration held, Instant at) {
    double seconds = held.toNanos() / 1e9;
    double own = 1;
    if (newest != null && at.isAfter(newest)) {
      age(factor(Duration.between(newest, at)));
    } else if (newest != null) {
      own = factor(Duration.between(at, newest));
    }
    newest = newest == null || at.isAfter(newest) ? at : newest;
    weights[step(seconds)] += (float) own;
    weight += own;
    weightedSeconds += own * seconds;
    runs++;
  }

  private double factor(Duration age) {
    return Math.max(1e-12, Math.pow(2, -(double) age.toMillis() / halfLife.toMillis()));
  }

  private void age(double factor) {
    for (int i = 0; i < STEPS; i++) {
      weights[i] *= (float) factor;
    }
    weight *= factor;
    weightedSeconds *= factor;
  }

  Runtimes.Summary summary() {
    return new Runtimes.Summary(runs, seconds(weightedSeconds / weight), seconds(p(0.9)));
  }

  private double p(double part) {
    double wanted = part * weight;
    double sum = 0;
    int last = 0;
    for (int i = 0; i < STEPS; i++) {
      sum += weights[i];
      last = weights[i] > 0 ? i : last;
      if (sum >= wanted) {
        return edge(i);
      }
    }
    return edge(last);
  }

  /// The step whose upper edge is the first that is not below.
  private static int step(double seconds) {
    double doublings =
        Math.log(Math.max(seconds, SMALLEST_SECONDS) / SMALLEST_SECONDS) / Math.log(2);
    return Math.min(STEPS - 1, (int) Math.ceil(doublings * STEPS_PER_DOUBLING));
  }

  private static double edge(int step) {
    return SMALLEST_SECONDS * Math.pow(2, step / STEPS_PER_DOUBLING);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }
}
