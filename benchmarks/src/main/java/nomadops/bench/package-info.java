/// The headline scenarios: what the collector costs users, how fast it is, that it deletes nothing
/// twice, how much memory it takes.
///
/// A [nomadops.bench.Cluster] enters, simulated or real; [nomadops.bench.Figure]s leave, as ratios
/// within one run. Read [nomadops.bench.GcBench] first.
@NullMarked
package nomadops.bench;

import org.jspecify.annotations.NullMarked;
