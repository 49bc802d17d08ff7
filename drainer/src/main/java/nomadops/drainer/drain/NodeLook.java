package nomadops.drainer.drain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Node;
import nomadops.client.model.NodeStub;
import nomadops.client.model.PlacedAllocation;
import nomadops.drainer.notice.InstanceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a person wants to know of nodes: which there are, and how they stand. Only reads.
///
/// Faults are thrown as [NomadFault]; only the allocations of a node may be missing.
public final class NodeLook {
  private static final Logger LOG = LoggerFactory.getLogger(NodeLook.class);
  private static final int AT_ONCE = 16;

  private final NomadClient nomad;
  private final InstanceNaming naming;

  public NodeLook(NomadClient nomad, InstanceNaming naming) {
    this.nomad = nomad;
    this.naming = naming;
  }

  /// All nodes.
  public List<NodeStub> list() throws InterruptedException {
    return list(Read.defaults());
  }

  /// The nodes whose ids start so. Nomad takes an even number of digits (`GET /v1/nodes`, 1.7 to
  /// 2.0.5: it decodes them), so an odd one is asked for without its last, and sieved here.
  ///
  /// @param prefix hex digits and dashes, at least two digits
  public List<NodeStub> startingWith(String prefix) throws InterruptedException {
    long digits = prefix.chars().filter(c -> c != '-').count();
    String even = digits % 2 == 0 ? prefix : prefix.substring(0, prefix.length() - 1);
    return list(Read.defaults().withPrefix(even)).stream()
        .filter(node -> node.id().startsWith(prefix))
        .toList();
  }

  /// The nodes of an instance.
  public List<Seen> of(InstanceId instance) throws InterruptedException {
    Optional<String> filter = naming.filter(instance);
    if (filter.isEmpty()) {
      return List.of();
    }
    List<NodeStub> found = list(Read.defaults().withFilter(filter.get()));
    return at(found.stream().map(NodeStub::id).toList()).stream()
        .filter(seen -> seen.instance().equals(instance))
        .toList();
  }

  private List<NodeStub> list(Read read) throws InterruptedException {
    return NodeHands.asked(() -> nomad.nodes().list(read).value());
  }

  /// These nodes, in this order, a few read at a time; those that are gone meanwhile are left out.
  public List<Seen> at(List<String> nodeIds) throws InterruptedException {
    Semaphore places = new Semaphore(AT_ONCE);
    List<Future<Optional<Seen>>> looks = new ArrayList<>();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String nodeId : nodeIds) {
        looks.add(
            readers.submit(() -> {
              places.acquire();
              try {
                return at(nodeId);
              } finally {
                places.release();
              }
            }));
      }
      List<Seen> seen = new ArrayList<>();
      for (Future<Optional<Seen>> look : looks) {
        result(look).ifPresent(seen::add);
      }
      return seen;
    }
  }

  private static Optional<Seen> result(Future<Optional<Seen>> look) throws InterruptedException {
    try {
      return look.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NomadFault fault) {
        throw fault;
      }
      throw new IllegalStateException("a node could not be looked at", e);
    }
  }

  /// One node; empty when there is none.
  public Optional<Seen> at(String nodeId) throws InterruptedException {
    Optional<Node> node = NodeHands.asked(() -> nomad.nodes().read(nodeId).value());
    return node.isEmpty() ? Optional.empty() : Optional.of(seen(node.get()));
  }

  private Seen seen(Node node) throws InterruptedException {
    Optional<List<PlacedAllocation>> placed = placed(node.id());
    return new Seen(node, instance(node), Observation.of(node, placed), placed);
  }

  /// Not known is better than no answer at all: the token may not see them.
  private Optional<List<PlacedAllocation>> placed(String nodeId) throws InterruptedException {
    try {
      return Optional.of(NodeHands.asked(() -> nomad.nodes().placed(nodeId).value()));
    } catch (NomadFault.Answered fault) {
      LOG.warn("what is on node {} is not known: {}", nodeId, fault.getMessage());
      return Optional.empty();
    }
  }

  /// A node that no cloud names goes by its own name, and one whose name cannot be used by its id.
  private InstanceId instance(Node node) {
    return naming.of(node).orElseGet(() -> new InstanceId("node-" + node.id()));
  }
}
