/// Whether a Nomad server lives, is ready, and to whom it gives the lead before it stops. What the
/// last looks at the server beside us and at autopilot found enters; sealed decisions with their
/// reason leave. Pure: time is a ticker's nanoseconds. Read
/// [nomadops.health.probe.policy.Readiness] first.
@NullMarked
package nomadops.health.probe.policy;

import org.jspecify.annotations.NullMarked;
