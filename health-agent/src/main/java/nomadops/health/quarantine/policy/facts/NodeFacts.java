package nomadops.health.quarantine.policy.facts;

import java.util.Optional;

/// One client, as the view shows it.
///
/// @param nodeClass may be empty, as Nomad allows
/// @param ready whether its status is `ready`
/// @param index at which the client last changed in a way that may have been a person's: its
///   `ModifyIndex`, unless the index of the last change of its eligibility or drain is known
/// @param report empty when nothing was ever heard of it
/// @param ownership empty when its eligibility is not our doing
/// @param never whether the operator said on the client that it shall never be quarantined
/// @param exempt whether our settings leave it out
public record NodeFacts(
    String id,
    String name,
    String pool,
    String nodeClass,
    String datacenter,
    boolean ready,
    boolean eligible,
    boolean draining,
    long index,
    Optional<Report> report,
    Optional<Ownership> ownership,
    boolean never,
    boolean exempt) {

  /// The same with the last that was heard of it.
  public NodeFacts heard(Optional<Report> last) {
    return new NodeFacts(
        id,
        name,
        pool,
        nodeClass,
        datacenter,
        ready,
        eligible,
        draining,
        index,
        last,
        ownership,
        never,
        exempt);
  }

  /// The same as another read shows it.
  public NodeFacts shown(boolean isReady, boolean isEligible, boolean drains, long touched) {
    return new NodeFacts(
        id,
        name,
        pool,
        nodeClass,
        datacenter,
        isReady,
        isEligible,
        drains,
        touched,
        report,
        ownership,
        never,
        exempt);
  }

  /// Whether the scheduler gives it new work.
  public boolean takesWork() {
    return ready && eligible && !draining;
  }

  /// Whether there is a record of ours that the view of the client does not show yet: a write that
  /// is under way, or was done after the view was taken.
  public boolean unseen() {
    return ownership
        .filter(record -> record.index().isEmpty() || index < record.index().getAsLong())
        .isPresent();
  }
}
