package nomadops.health.quarantine.policy.facts;

import java.util.Set;
import nomadops.health.check.Health;

/// What a client says of one check, after its findings had time to settle.
///
/// @param failedTargets what outside of the client did not answer; empty when the fault is at home
///   or the check is well
public record Verdict(Health health, Set<String> failedTargets) {
  public Verdict {
    failedTargets = Set.copyOf(failedTargets);
  }
}
