/// The cluster as it is decided upon: clients, records, leader, versions, pauses. What Nomad
/// answers enters; facts leave. Read [nomadops.health.quarantine.view.FleetView] first.
@NullMarked
package nomadops.health.quarantine.view;

import org.jspecify.annotations.NullMarked;
