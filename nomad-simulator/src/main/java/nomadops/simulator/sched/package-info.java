/// Scheduling. Evaluations enter the [nomadops.simulator.sched.EvalBroker] when they are stored;
/// workers take them by priority, a reconciler decides what a job needs (a pure function), and
/// plans leave as Raft entries. Read [nomadops.simulator.sched.Workers] first.
@NullMarked
package nomadops.simulator.sched;

import org.jspecify.annotations.NullMarked;
