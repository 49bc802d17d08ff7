/// A real Nomad for tests and benchmarks: started from a binary on loopback, stopped when it is
/// closed. Read [nomadops.simulator.agent.NomadAgent].
@NullMarked
package nomadops.simulator.agent;

import org.jspecify.annotations.NullMarked;
