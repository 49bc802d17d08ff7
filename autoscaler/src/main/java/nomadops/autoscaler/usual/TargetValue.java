package nomadops.autoscaler.usual;

import java.util.OptionalInt;
import nomadops.autoscaler.strategy.PoolView;

/// The `target-value` strategy on a percentage of what is allocated: count times value by target,
/// rounded up, unless that is within the threshold (plugins/builtin/strategy/target-value). The
/// count has launching nodes in it and the value has not, so that it overshoots while nodes boot,
/// as the original does.
///
/// @param threshold how far from 1 the factor must be, 0.01 by default
record TargetValue(Allocated of, double target, double threshold) implements Check {
  @Override
  public OptionalInt count(PoolView pool, int count) {
    double value = of.percent(pool);
    if (Double.isNaN(value)) {
      return OptionalInt.empty();
    }
    double factor = value / target;
    boolean within = count > 0 && factor >= 1 - threshold && factor <= 1 + threshold;
    if (within || (count == 0 && factor <= 0)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of((int) Math.ceil(count == 0 ? factor : count * factor));
  }
}
