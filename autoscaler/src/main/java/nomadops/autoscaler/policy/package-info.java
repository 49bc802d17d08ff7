/// What becomes of a pool. Facts about its queue, nodes and groups enter; moves with their reasons
/// leave, and an account of how they came about. Pure: no clock, no network, no log. Growing and
/// shrinking are lanes of their own, and neither waits for the other. Read
/// [nomadops.autoscaler.policy.PoolPlan] first.
@NullMarked
package nomadops.autoscaler.policy;

import org.jspecify.annotations.NullMarked;
