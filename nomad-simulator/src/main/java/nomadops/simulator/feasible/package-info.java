/// Which nodes will do for a task group, and whether they have room. A job's specification and the
/// rows of nodes enter; what is decided, as Nomad's `scheduler/feasible` and `structs.AllocsFit` do
/// (2.0.5), is which nodes are filtered, which are exhausted and in what; the counts leave as the
/// `AllocMetric` of a failed placement. Read [nomadops.simulator.feasible.JobNeeds] first.
@NullMarked
package nomadops.simulator.feasible;

import org.jspecify.annotations.NullMarked;
