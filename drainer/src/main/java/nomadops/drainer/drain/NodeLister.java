package nomadops.drainer.drain;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Node;
import nomadops.client.model.NodeStub;
import nomadops.drainer.notice.InstanceId;
import org.jspecify.annotations.Nullable;

/// Lists all nodes, and reads those that are new: a list does not show their attributes (`GET
/// /v1/nodes`, Nomad 1.7 to 2.0.5). At first all are read: the stream begins with what happened a
/// little before, and a node that is known by such an event may have been drained since.
final class NodeLister {
  private static final int AT_ONCE = 16;

  private final NomadClient nomad;
  private final InstanceNaming naming;
  private final NodeIndex index;

  NodeLister(NomadClient nomad, InstanceNaming naming, NodeIndex index) {
    this.nomad = nomad;
    this.naming = naming;
    this.index = index;
  }

  private boolean complete;

  /// One complete list. What registers meanwhile is left to the event stream, and never taken away.
  ///
  /// @throws NomadFault when the list or a node cannot be had; the nodes that could are in the
  ///   index
  void list(NodeListener listener) throws InterruptedException {
    Set<String> before = index.nodes();
    Set<String> listed =
        nomad.nodes().list(Read.defaults()).value().stream()
            .map(NodeStub::id)
            .collect(Collectors.toSet());
    before.stream().filter(id -> !listed.contains(id)).forEach(index::remove);
    read(listed.stream().filter(id -> !complete || !before.contains(id)).toList(), listener);
    complete = true;
  }

  private void read(List<String> nodeIds, NodeListener listener) throws InterruptedException {
    Semaphore places = new Semaphore(AT_ONCE);
    AtomicReference<@Nullable NomadFault> failed = new AtomicReference<>();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String nodeId : nodeIds) {
        places.acquire();
        readers.execute(() -> {
          try {
            nomad.nodes().read(nodeId).value().ifPresent(node -> found(node, listener));
          } catch (NomadFault fault) {
            failed.set(fault);
          } finally {
            places.release();
          }
        });
      }
    }
    NomadFault fault = failed.get();
    if (fault != null) {
      throw fault;
    }
  }

  private void found(Node node, NodeListener listener) {
    Optional<InstanceId> instance = naming.of(node);
    boolean _ = index.heard(instance.map(_ -> Heard.of(node)));
    if (index.put(node.id(), instance)) {
      instance.ifPresent(id -> listener.registered(id, node.id()));
    }
  }
}
