/// The narrow, typed Nomad HTTP API: records in, records out, no policy. Enters: a
/// [nomadops.client.connection.Connection] and calls such as `jobs().purge(key, 1)`. Decided here:
/// only how a call is spelt on the wire and how its answer is read. Leaves: an [Answer] with
/// Nomad's own metadata, a receipt, or a [nomadops.client.fault.NomadFault] that says whether the
/// server can have acted. Read [NomadClient] first.
@NullMarked
package nomadops.client;

import org.jspecify.annotations.NullMarked;
