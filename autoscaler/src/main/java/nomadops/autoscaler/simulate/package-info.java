/// A pool of clients, its scheduler and its queue in virtual time. A trace, a setup and a strategy
/// enter; work arrives, is placed as Nomad's batch scheduler places it, runs and ends, while nodes
/// launch, are cordoned, drained and terminated as the strategy wishes; an
/// [nomadops.autoscaler.outcome.Outcome] leaves. The same input gives the same outcome to the bit.
/// Read [nomadops.autoscaler.simulate.SideBySide] first, then
/// [nomadops.autoscaler.simulate.Simulation].
@NullMarked
package nomadops.autoscaler.simulate;

import org.jspecify.annotations.NullMarked;
