/// The seat of whoever decides how many nodes there shall be, in a simulation. What a real
/// autoscaler could see enters as a [nomadops.autoscaler.strategy.PoolView], never the future; a
/// [nomadops.autoscaler.strategy.Wish] leaves. Read [nomadops.autoscaler.strategy.Strategy] first.
@NullMarked
package nomadops.autoscaler.strategy;

import org.jspecify.annotations.NullMarked;
