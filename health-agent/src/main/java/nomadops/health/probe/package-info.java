/// The sidecar of a Nomad server in Kubernetes: looks at the server beside it, answers a kubelet's
/// probes from what it saw last, and hands the lead over before the server stops. Answers of Nomad
/// enter by [nomadops.health.probe.ServerLook]; what is thought of them is in `policy`; verdicts,
/// and a transfer of leadership, leave. Read [nomadops.health.probe.Probe] first.
@NullMarked
package nomadops.health.probe;

import org.jspecify.annotations.NullMarked;
