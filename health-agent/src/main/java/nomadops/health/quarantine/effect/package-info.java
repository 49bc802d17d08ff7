/// What was decided is done to Nomad, each thing after one more look, and only by whoever leads.
/// Read [nomadops.health.quarantine.effect.Performer] first.
@NullMarked
package nomadops.health.quarantine.effect;

import org.jspecify.annotations.NullMarked;
