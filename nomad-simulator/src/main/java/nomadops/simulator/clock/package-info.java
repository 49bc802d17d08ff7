/// Simulated time. A [nomadops.simulator.clock.SimClock] tells the time and runs tasks later;
/// everything in the simulator that waits (leases, `run_for`, service times, blocking queries)
/// waits on it. Read [nomadops.simulator.clock.SimClock] first.
@NullMarked
package nomadops.simulator.clock;

import org.jspecify.annotations.NullMarked;
