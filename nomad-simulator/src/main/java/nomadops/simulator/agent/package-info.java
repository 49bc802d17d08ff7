/// A real Nomad on loopback for as long as a test or bench needs it. The path of a binary and a few
/// wishes enter; one server process, on request one client process beside it, and their address
/// leave; nothing of them outlives the JVM. Read [nomadops.simulator.agent.NomadAgent] first.
@NullMarked
package nomadops.simulator.agent;

import org.jspecify.annotations.NullMarked;
