/// What the Nomad agent of this client says of itself, and whether its servers can be reached from
/// here. Read [nomadops.health.nomad.AgentCheck] first.
@NullMarked
package nomadops.health.nomad;

import org.jspecify.annotations.NullMarked;
