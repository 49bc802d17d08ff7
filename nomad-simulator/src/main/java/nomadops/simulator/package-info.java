/// An in-process Nomad on loopback for tests, demo and simulation. Requests enter over HTTP, are
/// decided by the same rules as in a real server, and leave as the same bytes, headers and events.
/// Read [nomadops.simulator.NomadSimulator] first.
@NullMarked
package nomadops.simulator;

import org.jspecify.annotations.NullMarked;
