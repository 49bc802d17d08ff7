package nomadops.autoscaler.policy;

import java.time.Instant;
import java.util.Optional;
import nomadops.autoscaler.facts.PoolNode;

/// A node of a scene that is not as the others.
final class NodeEdit {
  private final PoolNode before;
  Optional<String> instance;
  PoolNode.Status status;
  int allocations;
  Optional<Instant> busyUntil;
  boolean keep;
  Instant registeredAt;
  Optional<Instant> lastDrain;
  Optional<Instant> idleSince;

  NodeEdit(PoolNode before) {
    this.before = before;
    this.instance = before.instance();
    this.status = before.status();
    this.allocations = before.allocations();
    this.busyUntil = before.busyUntil();
    this.keep = before.keep();
    this.registeredAt = before.registeredAt();
    this.lastDrain = before.lastDrain();
    this.idleSince = before.idleSince();
  }

  PoolNode node() {
    return new PoolNode(
        before.id(),
        before.name(),
        instance,
        before.profile(),
        status,
        before.eligible(),
        before.draining(),
        before.free(),
        before.used(),
        allocations,
        busyUntil,
        keep,
        registeredAt,
        lastDrain,
        idleSince);
  }
}
