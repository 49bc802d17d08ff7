package nomadops.autoscaler.capacity;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.facts.PoolNode;
import org.jspecify.annotations.Nullable;

/// A node's place in the ledger: what is on it, whether or not the node itself was told of.
final class Site {
  private final Map<String, Placement> placements = new LinkedHashMap<>();
  private int work;
  private @Nullable Instant firstSeen;
  private @Nullable Instant idleSince;
  private @Nullable PoolNode built;

  /// The node was told of.
  void seen(Instant now) {
    if (firstSeen == null) {
      firstSeen = now;
    }
    built = null;
  }

  void gone() {
    firstSeen = null;
    built = null;
  }

  void put(Placement placement) {
    remove(placement.id());
    placements.put(placement.id(), placement);
    work += placement.isWork() ? 1 : 0;
    built = null;
  }

  void remove(String id) {
    Placement former = placements.remove(id);
    if (former != null) {
      work -= former.isWork() ? 1 : 0;
      built = null;
    }
  }

  /// All that one telling changed is in.
  void settle(Instant now) {
    boolean idle = work == 0;
    if (idle != (idleSince != null)) {
      idleSince = idle ? now : null;
      built = null;
    }
  }

  void forgetBuilt() {
    built = null;
  }

  PoolNode node(NodeSheet sheet, NodeReckoning reckoning) {
    PoolNode node = built;
    if (node == null) {
      node = reckoning.node(sheet, this);
      built = node;
    }
    return node;
  }

  Collection<Placement> placements() {
    return placements.values();
  }

  int work() {
    return work;
  }

  Optional<Instant> idleSince() {
    return Optional.ofNullable(idleSince);
  }

  Instant registeredAt(NodeSheet sheet) {
    Instant seen = firstSeen == null ? Instant.EPOCH : firstSeen;
    return sheet
        .read()
        .map(NodeSheet.Details::statusSince)
        .filter(since -> since.isAfter(Instant.EPOCH) && since.isBefore(seen))
        .orElse(seen);
  }

  boolean forgotten() {
    return firstSeen == null && placements.isEmpty();
  }
}
