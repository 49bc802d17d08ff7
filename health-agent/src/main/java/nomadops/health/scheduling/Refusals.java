package nomadops.health.scheduling;

import nomadops.client.fault.NomadFault;
import nomadops.health.scheduling.policy.Outcome;
import nomadops.health.scheduling.policy.Outcome.Cause;

/// What a fault means for a look.
final class Refusals {
  /// As `Job.Register` words it (Nomad 1.7 to 2.0.5).
  private static final String NO_NAMESPACE = "nonexistent namespace";

  private Refusals() {}

  static Outcome of(NomadFault fault) {
    String words = String.valueOf(fault.getMessage());
    if (!(fault instanceof NomadFault.Answered answered)) {
      return new Outcome.Unanswered(words);
    }
    Cause cause = Cause.OTHER;
    if (answered.isForbidden()) {
      cause = Cause.FORBIDDEN;
    } else if (answered.isNoLeader()) {
      cause = Cause.NO_LEADER;
    } else if (answered.isTooManyRequests()) {
      cause = Cause.THROTTLED;
    } else if (lacksNamespace(answered)) {
      cause = Cause.NO_NAMESPACE;
    }
    return new Outcome.Refused(cause, words);
  }

  static boolean lacksNamespace(NomadFault.Answered fault) {
    return fault.status() == 500 && fault.body().contains(NO_NAMESPACE);
  }
}
