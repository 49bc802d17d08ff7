/// The bars of the health agent and its controller: how soon a daemon that hangs is known, and how
/// many clients of a fleet are ever taken out of scheduling at once.
///
/// A simulated fleet, whose clients report by themselves, enters; [nomadops.bench.Figure]s leave.
/// What became of the clients is read off the simulator's journal, never off the controller. Read
/// [nomadops.bench.health.HealthBench] first.
@NullMarked
package nomadops.bench.health;

import org.jspecify.annotations.NullMarked;
