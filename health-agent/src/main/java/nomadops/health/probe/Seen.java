package nomadops.health.probe;

import nomadops.health.probe.policy.Autopilot;
import nomadops.health.probe.policy.Life;
import nomadops.health.probe.policy.Liveness;
import nomadops.health.probe.policy.Readiness;
import nomadops.health.probe.policy.ServerSelf;
import nomadops.health.probe.policy.Sight;

/// What the last look found, and what is believed since.
///
/// @param at when the look ended
public record Seen(
    long at,
    Sight sight,
    Life life,
    Autopilot autopilot,
    Liveness.Verdict live,
    Readiness.Verdict ready,
    boolean latched,
    boolean stopping) {

  /// By its own words it is the leader; false when it did not answer.
  public boolean leads() {
    return sight.self().filter(ServerSelf::leads).isPresent();
  }
}
