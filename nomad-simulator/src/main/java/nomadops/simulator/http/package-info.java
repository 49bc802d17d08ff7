/// The HTTP face of the simulator: requests enter over `jdk.httpserver` on virtual threads, faults
/// strike, a handler for each area answers with a real server's status codes, headers and bodies.
/// Read [nomadops.simulator.http.SimulatorServer] and [nomadops.simulator.http.Routes] first.
@NullMarked
package nomadops.simulator.http;

import org.jspecify.annotations.NullMarked;
