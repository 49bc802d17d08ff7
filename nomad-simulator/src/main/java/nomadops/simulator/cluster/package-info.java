/// What requests do to the state, with the rules of a real server: registering, stopping and
/// purging jobs, draining nodes, variables with locks, the built-in GC, operator and ACL writes. A
/// request enters as plain arguments, is refused with [nomadops.simulator.cluster.Refused] or
/// leaves as one Raft entry (and a note in the journal). Read
/// [nomadops.simulator.cluster.JobWrites] first.
@NullMarked
package nomadops.simulator.cluster;

import org.jspecify.annotations.NullMarked;
