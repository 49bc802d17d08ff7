package nomadops.autoscaler.usual;

import java.util.OptionalInt;
import nomadops.autoscaler.strategy.PoolView;

/// Two checks with the `threshold` strategy on a percentage of what is allocated: so many more at
/// the upper bound, so many fewer below the lower one, once enough of the last values are beyond it
/// (plugins/builtin/strategy/threshold: `delta`, `within_bounds_trigger`, 5 by default). The values
/// are those of the last minute (`query_window`), one an evaluation.
final class Threshold implements Check {
  private final Allocated of;
  private final double lower;
  private final double upper;
  private final int delta;
  private final int trigger;
  private final double[] window;
  private int seen;

  /// A check that has seen nothing.
  ///
  /// @param values how many the window has
  Threshold(Allocated of, double lower, double upper, int delta, int trigger, int values) {
    this.of = of;
    this.lower = lower;
    this.upper = upper;
    this.delta = delta;
    this.trigger = trigger;
    this.window = new double[values];
  }

  @Override
  public void observe(PoolView pool) {
    window[seen++ % window.length] = of.percent(pool);
  }

  @Override
  public OptionalInt count(PoolView pool, int count) {
    int high = 0;
    int low = 0;
    for (int i = 0; i < Math.min(seen, window.length); i++) {
      high += window[i] >= upper ? 1 : 0;
      low += window[i] < lower ? 1 : 0;
    }
    if (high >= trigger) {
      return OptionalInt.of(count + delta);
    }
    return low >= trigger ? OptionalInt.of(Math.max(0, count - delta)) : OptionalInt.empty();
  }
}
