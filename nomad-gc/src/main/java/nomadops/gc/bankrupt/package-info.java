/// Carries a bankruptcy through: the snapshot, the record in Nomad that outlives a kill, the pause,
/// the purge of what the retention rules let go, the deletion of the evaluations of jobs that are
/// gone, and the resumption in every case. What [nomadops.gc.bankrupt.plan] decides is done here,
/// one request after another, and its answer goes back as a fact. Read
/// [nomadops.gc.bankrupt.Bankruptcy] first.
@NullMarked
package nomadops.gc.bankrupt;

import org.jspecify.annotations.NullMarked;
