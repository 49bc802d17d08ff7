/// Load for any Nomad address, simulated or real: foreground jobs with their scheduling latency, a
/// seeder of dead jobs, and the naive purge that causes the incident. Plain HTTP, independent of
/// every client. Read [nomadops.simulator.workload.ForegroundLoad] first.
@NullMarked
package nomadops.simulator.workload;

import org.jspecify.annotations.NullMarked;
