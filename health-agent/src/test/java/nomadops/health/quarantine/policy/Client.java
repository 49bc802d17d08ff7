package nomadops.health.quarantine.policy;

import java.time.Instant;
import java.util.Optional;
import nomadops.health.quarantine.policy.facts.NodeFacts;
import nomadops.health.quarantine.policy.facts.Ownership;
import nomadops.health.quarantine.policy.facts.Report;
import org.jspecify.annotations.Nullable;

/// A client as it is.
final class Client {
  /// Who last changed a client's eligibility or drain.
  enum Hand {
    NOBODY,
    OURS,
    A_PERSONS
  }

  final String id;
  final String pool;
  final String nodeClass;
  final String datacenter;
  final Sickness sickness;
  boolean ready = true;
  boolean eligible = true;
  boolean draining;
  boolean never;

  /// Of the last change of eligibility or drain. Nothing else changes it: not a client that comes
  /// and goes, and not one that registers again.
  long index = 1;

  Hand hand = Hand.NOBODY;
  Optional<Report> report = Optional.empty();

  Client(String id, String pool, String nodeClass, String datacenter, Sickness sickness) {
    this.id = id;
    this.pool = pool;
    this.nodeClass = nodeClass;
    this.datacenter = datacenter;
    this.sickness = sickness;
  }

  /// Nomad changes nothing, and no index, when it is so already.
  void set(boolean eligible, boolean draining, Hand hand, long index) {
    if (this.eligible != eligible || this.draining != draining) {
      this.eligible = eligible;
      this.draining = draining;
      this.hand = hand;
      this.index = index;
    }
  }

  boolean isClosedByUs() {
    return hand == Hand.OURS && !eligible;
  }

  /// Without its report, which comes to the controller itself.
  NodeFacts facts(@Nullable Ownership record) {
    return new NodeFacts(
        id,
        id,
        pool,
        nodeClass,
        datacenter,
        ready,
        eligible,
        draining,
        index,
        Optional.empty(),
        Optional.ofNullable(record),
        never,
        false);
  }

  /// How it fares now.
  void fares(Instant now, Sickness.Outside outside) {
    sickness.tick(now, outside);
    report = sickness.report(now, report);
  }
}
