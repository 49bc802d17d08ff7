package nomadops.drainer.drain;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Node;
import nomadops.client.model.NodeStub;
import nomadops.client.model.PlacedAllocation;
import nomadops.client.time.Ticker;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.NodeFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the nodes of an instance. The index says which; a node that is read must name the instance
/// itself. For many threads.
final class NodeReads {
  private static final Logger LOG = LoggerFactory.getLogger(NodeReads.class);

  /// What was read so lately is as good as a read now: two drainers and an operator may always come
  /// between a read and a write, since Nomad's drain has no check-and-set.
  private static final Duration FRESH = Duration.ofMillis(500);

  private static final int ROOM = 256;

  private final NomadClient nomad;
  private final InstanceNaming naming;
  private final NodeIndex index;
  private final LookUps lookUps;
  private final Ticker ticker;
  private final Map<String, Recent> recent = new Latest<>(ROOM);

  private record Recent(DrainState drain, long at) {}

  NodeReads(NomadClient nomad, InstanceNaming naming, NodeIndex index, Ticker ticker) {
    this.nomad = nomad;
    this.naming = naming;
    this.index = index;
    this.lookUps = new LookUps(ticker);
    this.ticker = ticker;
  }

  /// The instance's nodes as they are now.
  List<NodeFacts> of(InstanceId instance) throws InterruptedException {
    Set<String> known = index.of(instance);
    List<NodeFacts> facts = new ArrayList<>(facts(instance, known));
    // Where all are down, a client may have lost its data directory and registered anew.
    if (facts.stream().allMatch(NodeFacts::isDown) && lookUps.isDue(instance)) {
      Set<String> others = lookUp(instance);
      others.removeAll(known);
      facts.addAll(facts(instance, others));
    }
    return List.copyOf(facts);
  }

  private Set<String> lookUp(InstanceId instance) throws InterruptedException {
    Set<String> ids = new LinkedHashSet<>();
    Optional<String> filter = naming.filter(instance);
    if (filter.isPresent()) {
      Read read = Read.defaults().withFilter(filter.get());
      NodeHands.asked(() -> nomad.nodes().list(read).value()).stream()
          .map(NodeStub::id)
          .forEach(ids::add);
    }
    lookUps.done(instance);
    return ids;
  }

  private List<NodeFacts> facts(InstanceId instance, Set<String> nodeIds)
      throws InterruptedException {
    List<NodeFacts> facts = new ArrayList<>();
    for (String nodeId : nodeIds) {
      Optional<Node> node = NodeHands.asked(() -> nomad.nodes().read(nodeId).value());
      if (node.isEmpty()) {
        index.remove(nodeId);
        continue;
      }
      Optional<InstanceId> says = naming.of(node.get());
      index.put(nodeId, says);
      if (says.filter(instance::equals).isPresent()) {
        facts.add(Observation.of(node.get(), allocations(nodeId)));
        remember(node.get());
      }
    }
    return facts;
  }

  /// Not known is better than nothing: a drain can begin without them.
  private Optional<List<PlacedAllocation>> allocations(String nodeId) throws InterruptedException {
    try {
      return Optional.of(placed(nodeId));
    } catch (NomadFault fault) {
      LOG.warn("what is on node {} is not known: {}", nodeId, fault.getMessage());
      return Optional.empty();
    }
  }

  /// All allocations of a node that the token may see, also those that are over.
  List<PlacedAllocation> placed(String nodeId) throws InterruptedException {
    return NodeHands.asked(() -> nomad.nodes().placed(nodeId).value());
  }

  private void remember(Node node) {
    if (node.drainStrategy().isEmpty()) {
      synchronized (recent) {
        recent.put(node.id(), new Recent(DrainState.of(node), ticker.nanos()));
      }
    }
  }

  /// How the node's drain stood when it was read a moment ago, once; empty if that is too long ago.
  Optional<DrainState> justRead(String nodeId) {
    synchronized (recent) {
      return Optional.ofNullable(recent.remove(nodeId))
          .filter(read -> ticker.nanos() - read.at() <= FRESH.toNanos())
          .map(Recent::drain);
    }
  }
}
