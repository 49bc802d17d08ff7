package nomadops.health.quarantine.policy;

import java.time.Instant;
import java.util.Optional;
import nomadops.health.check.Health;
import nomadops.health.quarantine.policy.facts.NodeFacts;
import nomadops.health.quarantine.policy.facts.Ownership;

/// What becomes of a client that there is a record for.
///
/// A client is released only when its record tells the index that our write left, and the client
/// still has that index: whoever touched it since owns it. Then it is released
///
/// - when the operator says `never`, sick or not;
/// - when it has been well for long enough;
/// - when its record has expired and it has not been sick for long enough. Expiry is no deadline,
///   but from then on doubt is enough: a client whose agent fell silent does not stay closed for
///   good, and a client that is still sick is not given work because time passed. Nothing is
///   renewed for that, so nothing is written, and no write can be lost.
///
/// Nomad does not tell when somebody closes a client that is closed already, so such a wish is not
/// seen.
final class Owned {
  private Owned() {}

  static Optional<Decision> decide(
      QuarantineTerms terms, NodeFacts node, Ownership record, Sight sight, Instant now) {
    boolean shown = !now.isBefore(record.since().plus(terms.waits().shown()));
    if (node.unseen()) {
      String what =
          record.index().isEmpty()
              ? "nobody knows whether our write was done"
              : "its index %d is lower than the %d that our write left"
                  .formatted(node.index(), record.index().getAsLong());
      return shown ? Optional.of(disown(node, what)) : Optional.empty();
    }
    if (node.index() != record.index().orElseThrow()) {
      return Optional.of(
          disown(
              node,
              "somebody touched it: its index is %d, and our write left %d"
                  .formatted(node.index(), record.index().orElseThrow())));
    }
    if (node.eligible() || node.draining()) {
      return Optional.of(disown(node, "it is not as our write left it"));
    }
    return why(terms, node, record, sight, now)
        .map(reason -> new Decision.Release(node.id(), node.name(), node.index(), reason));
  }

  private static Optional<String> why(
      QuarantineTerms terms, NodeFacts node, Ownership record, Sight sight, Instant now) {
    if (node.never()) {
      return Optional.of("the operator says that it shall never be quarantined");
    }
    if (!node.ready()) {
      return Optional.empty();
    }
    if (sight.been(Health.OK, terms.waits().well(), now)) {
      return Optional.of("it has been well since " + sight.since());
    }
    if (!now.isBefore(record.expires()) && sight.calm(terms.waits().well(), now)) {
      return Optional.of(
          "its quarantine expired at %s, and it has not been seen sick since %s"
              .formatted(record.expires(), sight.calmSince()));
    }
    return Optional.empty();
  }

  private static Decision disown(NodeFacts node, String reason) {
    return new Decision.Disown(node.id(), node.name(), reason);
  }
}
