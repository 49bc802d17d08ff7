/// Faults on demand: which requests to hurt ([nomadops.simulator.fault.Match]) and how
/// ([nomadops.simulator.fault.Fault]). [nomadops.simulator.fault.Faults] is the list that the HTTP
/// server asks before it handles a request.
@NullMarked
package nomadops.simulator.fault;

import org.jspecify.annotations.NullMarked;
