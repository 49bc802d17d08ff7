package nomadops.autoscaler.usual;

import java.util.OptionalInt;
import nomadops.autoscaler.strategy.PoolView;

/// What one check of a scaling policy says: its source's value put through its strategy.
interface Check {
  /// Looks at the pool; at every interval, also while the policy cools down.
  default void observe(PoolView pool) {}

  /// The nodes that there shall be; empty for `leave it`.
  ///
  /// @param count that there shall be so far: the group's desired capacity
  OptionalInt count(PoolView pool, int count);
}
