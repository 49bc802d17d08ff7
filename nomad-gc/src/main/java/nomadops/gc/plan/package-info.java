/// Compares what two sets of rules say of the same jobs. Pairs of verdicts enter; what would
/// change, and counts by rule, leave. Pure and bounded. Read [nomadops.gc.plan.RuleDiff] first.
@NullMarked
package nomadops.gc.plan;

import org.jspecify.annotations.NullMarked;
