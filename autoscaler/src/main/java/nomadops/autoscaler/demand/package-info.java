/// What waits for a node. Enters: the job list with its counts, open evaluations, specifications of
/// the jobs that wait (read by a function that is given), allocations that ended, and for each pool
/// what a new node of it will be. Decided: how many allocations of which shape a new node would
/// help, which it would not and why, and in which pool each is to be run. Leaves:
/// [nomadops.autoscaler.facts.QueuedGroup]s and [nomadops.autoscaler.facts.Unscalable]s, whose
/// counts together are Nomad's own. All of it is pure, but for [ShapeBook], which calls its reader.
/// Read [Queue] first, then [Assignment].
@NullMarked
package nomadops.autoscaler.demand;

import org.jspecify.annotations.NullMarked;
