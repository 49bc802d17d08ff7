package nomadops.autoscaler.capacity;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import nomadops.autoscaler.facts.PoolNode;
import nomadops.autoscaler.facts.Template;
import nomadops.autoscaler.shape.GroupShape;
import nomadops.autoscaler.shape.NodeProfile;
import nomadops.autoscaler.shape.Room;
import nomadops.autoscaler.shape.Where;

/// Says what a new node of a pool will be: what its newest ready node is; else what it was when it
/// last had one; else what the configuration says.
///
/// @param feasible whether work may be placed on a node of this profile
public record Templates(BiPredicate<Where, NodeProfile> feasible) {

  /// What a pool's nodes were, to be kept while it has none.
  ///
  /// @param node short id of the one that it was read from
  public record Remembered(String node, NodeProfile profile) {}

  /// The template, when anything is known.
  ///
  /// @param nodes of the pool
  /// @param remembered from former times
  /// @param configured what the configuration says of the pool's nodes
  /// @param system shapes of all groups of system and sysbatch jobs; those that may be placed on
  ///   such a node will be, before any other work
  public Optional<Template> of(
      List<PoolNode> nodes,
      Optional<Remembered> remembered,
      Optional<NodeProfile> configured,
      List<GroupShape> system) {
    Optional<Remembered> now = remember(nodes);
    if (now.isPresent()) {
      return Optional.of(template(now.get().profile(), system, "node " + now.get().node()));
    }
    return remembered
        .map(former ->
            template(
                former.profile(), system, "node " + former.node() + ", which was there before"))
        .or(() -> configured.map(said -> template(said, system, "configuration")));
  }

  /// What to keep for later; empty when there is no ready node to learn from.
  public Optional<Remembered> remember(List<PoolNode> nodes) {
    return nodes.stream()
        .filter(node -> node.status() == PoolNode.Status.READY)
        .filter(node -> !node.profile().attributes().isEmpty())
        .max(Comparator.comparing(PoolNode::registeredAt).thenComparing(PoolNode::id))
        .map(node ->
            new Remembered(
                node.id().substring(0, Math.min(8, node.id().length())), general(node.profile())));
  }

  /// Without what is one node's own: the next one's hostname and address are others.
  private static NodeProfile general(NodeProfile node) {
    Map<String, String> attributes = new HashMap<>(node.attributes());
    attributes.keySet().removeIf(name -> name.startsWith("unique."));
    Map<String, String> meta = new HashMap<>(node.meta());
    meta.keySet().removeIf(name -> name.startsWith("unique.") || name.equals(NodeReckoning.KEEP));
    return new NodeProfile(
        node.nodePool(),
        node.nodeClass(),
        node.datacenter(),
        attributes,
        meta,
        node.drivers(),
        node.hostVolumes(),
        node.total(),
        node.mhzPerCore());
  }

  private Template template(NodeProfile profile, List<GroupShape> system, String source) {
    Room room = Room.of(profile);
    for (GroupShape group : system) {
      if (feasible.test(group.shape().where(), profile) && room.fits(group.shape(), 1) > 0) {
        room = room.without(group.shape(), 1);
      }
    }
    return new Template(profile, room, source);
  }
}
