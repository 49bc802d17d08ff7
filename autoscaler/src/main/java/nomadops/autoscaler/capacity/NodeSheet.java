package nomadops.autoscaler.capacity;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import nomadops.client.model.LastDrain;
import nomadops.client.model.Node;
import nomadops.client.model.NodeCapacity;
import nomadops.client.model.NodeStub;

/// What was told of a node last.
///
/// @param read what only the whole node tells; empty while it was but listed
record NodeSheet(
    String id,
    String name,
    String nodePool,
    String nodeClass,
    String datacenter,
    boolean drain,
    Optional<Instant> lastDrain,
    boolean eligible,
    String status,
    NodeCapacity capacity,
    long createIndex,
    long modifyIndex,
    Optional<Details> read) {

  /// What rows of a list lack.
  ///
  /// @param statusSince since when it has the status that it had then
  /// @param index the node's, as it was read
  record Details(
      Map<String, String> attributes,
      Map<String, String> meta,
      int maxAllocs,
      Instant statusSince,
      long index) {}

  static NodeSheet of(Node node) {
    return new NodeSheet(
        node.id(),
        node.name(),
        node.nodePool(),
        node.nodeClass(),
        node.datacenter(),
        node.drain(),
        node.lastDrain().map(LastDrain::updatedAt),
        node.schedulingEligibility().equals("eligible"),
        node.status(),
        node.capacity(),
        node.createIndex(),
        node.modifyIndex(),
        Optional.of(
            new Details(
                node.attributes(),
                node.meta(),
                node.capacity().maxAllocs(),
                node.statusSince(),
                node.modifyIndex())));
  }

  /// A row, with what is known of the same node beside it.
  static NodeSheet of(NodeStub node, Optional<NodeSheet> known) {
    return new NodeSheet(
        node.id(),
        node.name(),
        node.nodePool(),
        node.nodeClass(),
        node.datacenter(),
        node.drain(),
        node.lastDrain().map(LastDrain::updatedAt),
        node.schedulingEligibility().equals("eligible"),
        node.status(),
        node.capacity(),
        node.createIndex(),
        node.modifyIndex(),
        known.filter(k -> k.createIndex == node.createIndex()).flatMap(NodeSheet::read));
  }

  /// It was never read whole, or has changed since while nobody listened.
  boolean wantsReading() {
    return read.filter(details -> details.index >= modifyIndex).isEmpty();
  }
}
