/// One request on the wire. Enters: a [WireRequest]. Decided here: whether an attempt may be made
/// (rate limit, circuit breaker), whether a failed one may be repeated, and what a failure means.
/// Leaves: a [WireResponse] whose body streams, or a [nomadops.client.fault.NomadFault]. Read
/// [WireStack] first: it lists the decorators in their order.
@NullMarked
package nomadops.client.http;

import org.jspecify.annotations.NullMarked;
