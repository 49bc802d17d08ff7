package nomadops.drainer.drain;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.LastDrain;
import nomadops.client.model.Node;
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

  /// Whatever happens to a node is told within moments: what was heard since a mark is taken for a
  /// read for so long.
  private static final Duration FRESH = Duration.ofSeconds(3);

  private final NomadClient nomad;
  private final InstantSource clock;
  private final Ticker ticker;
  private final NodeIndex index = new NodeIndex();
  private final NodeWatch watch;
  private final AllocWatch allocWatch;
  private final NodeReads reads;
  private final NodeHands hands;
  private final JobStop jobStop;
  private final Rerun rerun;

  public NomadClients(
      NomadClient nomad, InstanceNaming naming, InstantSource clock, Ticker ticker, Pause pause) {
    this.nomad = nomad;
    this.clock = clock;
    this.ticker = ticker;
    this.watch = new NodeWatch(nomad, naming, index, pause);
    this.allocWatch = new AllocWatch(nomad, index, pause);
    this.reads = new NodeReads(nomad, naming, index, ticker);
    this.hands = new NodeHands(nomad);
    this.jobStop = new JobStop(nomad);
    this.rerun = new Rerun(nomad);
  }

  /// Keeps the index until told to stop, and tells what changes; for a thread of its own. Without
  /// it everything works, by one list for each question.
  public void follow(NodeListener listener, BooleanSupplier stop) throws InterruptedException {
    Thread allocations =
        Thread.ofVirtual()
            .name("drainer-allocations")
            .start(() -> followAllocations(listener, stop));
    try {
      watch.run(listener, stop);
    } finally {
      allocations.interrupt();
      allocations.join();
    }
  }

  private void followAllocations(NodeListener listener, BooleanSupplier stop) {
    try {
      allocWatch.run(listener, stop);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
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
  public List<NodeFacts> heardOf(InstanceId instance) {
    return index.heardOf(instance);
  }

  @Override
  public Optional<List<NodeFacts>> heardSinceMarked(InstanceId instance) {
    return index.sinceMarked(instance, oldest());
  }

  @Override
  public List<NodeFacts> of(InstanceId instance) throws InterruptedException {
    return reads.of(instance);
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
    return reads.placed(nodeId);
  }

  @Override
  public void markIneligible(String nodeId) throws InterruptedException {
    // Marking a node twice does no harm, and many that go at once are marked before any is read.
    if (index.takesWork(nodeId) || isEligible(hands.read(nodeId))) {
      hands.write(nodeId, () -> mark(nodeId), node -> !isEligible(node));
    }
  }

  private void mark(String nodeId) {
    long index = nomad.nodes().eligibility(nodeId, false).index();
    this.index.marked(nodeId, index, ticker.nanos());
  }

  private static boolean isEligible(Node node) {
    return node.schedulingEligibility().equals("eligible");
  }

  @Override
  public void drain(
      String nodeId, Duration deadline, boolean ignoreSystemJobs, Map<String, String> meta)
      throws InterruptedException {
    DrainState before = drainOf(nodeId);
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

  private DrainState drainOf(String nodeId) throws InterruptedException {
    Optional<DrainState> known =
        reads.justRead(nodeId).or(() -> index.drainSinceMarked(nodeId, oldest()));
    return known.isPresent() ? known.get() : DrainState.of(hands.read(nodeId));
  }

  private long oldest() {
    return ticker.nanos() - FRESH.toNanos();
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

  @Override
  public Outcome stopJob(String nodeId, NodeFacts.Alloc alloc) throws InterruptedException {
    return jobStop.of(nodeId, alloc);
  }

  @Override
  public Outcome replace(NodeFacts.Alloc alloc) throws InterruptedException {
    NodeHands.asked(() -> nomad.allocations().stop(alloc.id()));
    return new Outcome.Done("allocation " + alloc.id() + " is placed elsewhere");
  }

  @Override
  public Outcome rerun(CutWork cut) throws InterruptedException {
    return switch (rerun.again(cut)) {
      case RerunAnswer.Started(String job) -> new Outcome.Done("runs again as " + job);
      case RerunAnswer.Needless(String reason) -> new Outcome.Done(reason);
      case RerunAnswer.Refused(String reason) -> new Outcome.Refused(reason);
    };
  }
}
