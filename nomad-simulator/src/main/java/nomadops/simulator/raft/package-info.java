/// What work costs: a [nomadops.simulator.raft.CostModel] gives the service times, and the Raft
/// lane serves one entry at a time with them. With [nomadops.simulator.raft.CostModel#none()]
/// everything happens at once.
@NullMarked
package nomadops.simulator.raft;

import org.jspecify.annotations.NullMarked;
