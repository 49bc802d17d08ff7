/// The record of a quarantine as it is kept in Nomad, so that it outlives the controller. Read
/// [nomadops.health.quarantine.record.OwnershipJson] first.
@NullMarked
package nomadops.health.quarantine.record;

import org.jspecify.annotations.NullMarked;
