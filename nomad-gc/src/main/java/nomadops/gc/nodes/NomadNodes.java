package nomadops.gc.nodes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nomadops.client.Answer;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Evaluation;
import nomadops.client.model.Node;
import nomadops.client.model.NodeStub;
import nomadops.client.model.NodeUpdate;
import nomadops.client.rights.TokenAnswer;
import nomadops.client.rights.TokenCheck;
import nomadops.client.time.Ticker;

/// A real Nomad: `/v1/nodes`, `/v1/node/:id`, its allocations, and its purge (1.7 to 2.0).
public final class NomadNodes implements NodeTarget {
  private static final Duration WAIT = Duration.ofSeconds(10);

  private final NomadClient nomad;
  private final Ticker ticker;

  public NomadNodes(NomadClient nomad, Ticker ticker) {
    this.nomad = nomad;
    this.ticker = ticker;
  }

  @Override
  public List<String> down() {
    return nomad
        .nodes()
        .list(Read.defaults().withStale().withFilter("Status == \"down\""))
        .value()
        .stream()
        .map(NodeStub::id)
        .sorted()
        .toList();
  }

  @Override
  public Optional<String> hidden() throws InterruptedException {
    return new TokenCheck(nomad).hidden().map(TokenAnswer.Blind::reason);
  }

  /// The node is read last: had it come back while its allocations were read, it is not down.
  @Override
  public Optional<NodeFacts> read(String nodeId) {
    List<AllocationStub> allocs = nomad.nodes().allocations(nodeId).value();
    int unfinished = (int) allocs.stream().filter(a -> !a.isClientTerminal()).count();
    return nomad.nodes().read(nodeId).value().map(node -> facts(node, unfinished));
  }

  private static NodeFacts facts(Node node, int unfinished) {
    return new NodeFacts(
        node.id(),
        node.name(),
        node.status(),
        node.statusSince(),
        node.drain() || node.drainStrategy().isPresent(),
        unfinished,
        node.modifyIndex());
  }

  @Override
  public Purged purge(String nodeId) {
    NodeUpdate update = nomad.nodes().purge(nodeId);
    return new Purged(update.index(), update.evalIds());
  }

  @Override
  public void awaitEvals(Purged purged, Duration atMost) throws InterruptedException {
    long start = ticker.nanos();
    for (String id : purged.evalIds()) {
      long index = purged.index();
      while (ticker.nanos() - start < atMost.toNanos()) {
        if (Thread.interrupted()) {
          throw new InterruptedException("interrupted while an evaluation of a node was awaited");
        }
        Answer<Optional<Evaluation>> answer = nomad.evaluations().read(id, index, WAIT);
        if (answer.value().map(e -> e.isTerminal() || e.status().equals("blocked")).orElse(true)) {
          break;
        }
        index = answer.meta().index().orElse(index);
      }
    }
  }
}
