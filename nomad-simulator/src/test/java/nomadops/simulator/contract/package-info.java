/// What a Nomad server does on the wire, as tests that hold for the simulator and for a real server
/// alike: raw HTTP and JSON, no client. They run on the simulator always, and on a real server when
/// `NOMAD_BIN` names a binary or `NOMAD_ADDR` is set with `NOMAD_OPS_LIVE=1`. Read
/// [nomadops.simulator.contract.ContractTargets] first.
@NullMarked
package nomadops.simulator.contract;

import org.jspecify.annotations.NullMarked;
