/// What there is: which nodes belong to which pool, what is free on them, and what a new one will
/// be. Enters: nodes and allocations, from lists and from single changes, in any order, with their
/// Raft indexes. Decided here: what is newest, what is free as Nomad's scheduler sees it, since
/// when a node is idle. Leaves: [nomadops.autoscaler.facts.PoolNode]s and
/// [nomadops.autoscaler.facts.Template]s. All of it is pure; `view` does the reading. Read
/// [nomadops.autoscaler.capacity.NodeLedger] first, then [nomadops.autoscaler.capacity.PoolScope].
@NullMarked
package nomadops.autoscaler.capacity;

import org.jspecify.annotations.NullMarked;
