package nomadops.drainer.drain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.LastDrain;
import nomadops.client.model.Node;
import nomadops.client.model.NodeStub;
import nomadops.client.model.PlacedAllocation;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.NodeFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The nodes of a real cluster (Nomad 1.7 to 2.0).
///
/// An instance is found in an index in memory, which [#follow] keeps; one that is not in it, by a
/// filtered list, at most every few seconds. Either is a hint only: each node is read, and it must
/// name the instance itself.
public final class NomadClients implements Clients {
  private static final Logger LOG = LoggerFactory.getLogger(NomadClients.class);

  private final NomadClient nomad;
  private final InstanceNaming naming;
  private final InstantSource clock;
  private final NodeIndex index = new NodeIndex();
  private final NodeWatch watch;
  private final NodeHands hands;
  private final LookUps lookUps;

  public NomadClients(
      NomadClient nomad, InstanceNaming naming, InstantSource clock, Ticker ticker, Pause pause) {
    this.nomad = nomad;
    this.naming = naming;
    this.clock = clock;
    this.watch = new NodeWatch(nomad, naming, index, pause);
    this.hands = new NodeHands(nomad);
    this.lookUps = new LookUps(ticker);
  }

  /// Keeps the index until told to stop; for a thread of its own. Without it everything works, by
  /// one list for each question.
  public void follow(Registrations registrations, BooleanSupplier stop)
      throws InterruptedException {
    watch.run(registrations, stop);
  }

  /// Whether all nodes are in the index.
  public boolean isIndexed() {
    return watch.listed();
  }

  /// How many nodes the index holds.
  public int indexed() {
    return index.size();
  }

  @Override
  public List<NodeFacts> of(InstanceId instance) throws InterruptedException {
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
        facts.add(Facts.of(node.get(), allocations(nodeId)));
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

  /// The batch work that the node's latest drain has cut so far; empty when it was never drained.
  ///
  /// @throws NomadFault also when there is no such node
  public List<CutWork> cut(String nodeId) throws InterruptedException {
    Optional<Instant> started = hands.read(nodeId).lastDrain().map(LastDrain::startedAt);
    return started.isEmpty() ? List.of() : Cuts.since(started.get(), placed(nodeId));
  }

  /// All allocations of a node that the token may see, also those that are over.
  List<PlacedAllocation> placed(String nodeId) throws InterruptedException {
    return NodeHands.asked(() -> nomad.nodes().placed(nodeId).value());
  }

  @Override
  public void markIneligible(String nodeId) throws InterruptedException {
    if (!isEligible(hands.read(nodeId))) {
      return;
    }
    hands.write(nodeId, () -> nomad.nodes().eligibility(nodeId, false), node -> !isEligible(node));
  }

  private static boolean isEligible(Node node) {
    return node.schedulingEligibility().equals("eligible");
  }

  @Override
  public void drain(
      String nodeId, Duration deadline, boolean ignoreSystemJobs, Map<String, String> meta)
      throws InterruptedException {
    Node before = hands.read(nodeId);
    switch (DrainWrite.of(before, deadline, ignoreSystemJobs, meta, clock.instant())) {
      case DrainWrite.Nothing(String reason) ->
          LOG.debug("node {} is not drained anew: {}", nodeId, reason);
      case DrainWrite.Put(Duration wanted, String _) ->
          hands.write(
              nodeId,
              () -> nomad.nodes().drain(nodeId, wanted, ignoreSystemJobs, meta),
              after -> DrainWrite.isIn(after, before, meta));
    }
  }

  @Override
  public Restored restore(String nodeId, Map<String, String> ours) throws InterruptedException {
    return switch (RestoreWrite.of(hands.read(nodeId), ours)) {
      case RestoreWrite.Nothing() -> new Restored.Needless();
      case RestoreWrite.NotOurs(String reason) -> new Restored.NotOurs(reason);
      case RestoreWrite.EndDrain() ->
          restored(nodeId, () -> nomad.nodes().cancelDrain(nodeId, true));
      case RestoreWrite.MarkEligible() ->
          restored(nodeId, () -> nomad.nodes().eligibility(nodeId, true));
    };
  }

  private Restored restored(String nodeId, Runnable put) throws InterruptedException {
    hands.write(nodeId, put, RestoreWrite::isIn);
    return new Restored.Done();
  }
}
