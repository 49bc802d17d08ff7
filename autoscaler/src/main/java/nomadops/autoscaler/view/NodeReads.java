package nomadops.autoscaler.view;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import nomadops.autoscaler.capacity.NodeLedger;
import nomadops.client.Answer;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Node;

/// Reads each node once that was only listed: rows of `/v1/nodes` tell neither attributes nor meta
/// (Nomad 1.7 to 2.0.5). A node that registers while we listen tells them by its event.
final class NodeReads {
  private static final int AT_ONCE = 8;

  private final NomadClient nomad;
  private final NodeLedger ledger;
  private final InstantSource clock;

  NodeReads(NomadClient nomad, NodeLedger ledger, InstantSource clock) {
    this.nomad = nomad;
    this.ledger = ledger;
    this.clock = clock;
  }

  /// @throws NomadFault when one could not be read; others may have been
  void read() throws InterruptedException {
    Set<String> ids = ledger.unread();
    Semaphore places = new Semaphore(AT_ONCE);
    List<Future<?>> reads = new ArrayList<>();
    try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String id : ids) {
        places.acquire();
        reads.add(
            readers.submit(() -> {
              try {
                one(id);
              } finally {
                places.release();
              }
            }));
      }
      for (Future<?> read : reads) {
        result(read);
      }
    }
  }

  private void one(String id) {
    Answer<Optional<Node>> node = nomad.nodes().read(id);
    node.value()
        .ifPresentOrElse(
            there -> ledger.node(there, clock.instant()),
            () -> ledger.nodeGone(id, node.meta().index().orElse(0), clock.instant()));
  }

  private static void result(Future<?> read) throws InterruptedException {
    try {
      read.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof NomadFault fault) {
        throw fault;
      }
      throw new IllegalStateException("a node could not be read", e);
    }
  }
}
