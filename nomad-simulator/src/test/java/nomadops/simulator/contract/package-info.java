/// What the project relies on in a Nomad, as tests at the level of HTTP and JSON trees. Each class
/// runs on the simulator, and on a real Nomad when `NOMAD_BIN` names a binary or `NOMAD_ADDR` with
/// `NOMAD_OPS_LIVE=1` names a cluster; shapes are compared with recorded answers. Read
/// [nomadops.simulator.contract.Contract] first.
@NullMarked
package nomadops.simulator.contract;

import org.jspecify.annotations.NullMarked;
