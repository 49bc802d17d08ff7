/// The bars of the autoscaler: how long a decision takes, how long a simulated week takes, and
/// whether any of the usual strategies is better than ours at both waiting and paying. Read
/// [nomadops.bench.autoscaler.AutoscalerBench] first.
@NullMarked
package nomadops.bench.autoscaler;

import org.jspecify.annotations.NullMarked;
