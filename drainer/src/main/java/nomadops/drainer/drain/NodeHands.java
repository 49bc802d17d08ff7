package nomadops.drainer.drain;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads and writes one node. An answer that did not come is answered by reading the node, never by
/// writing again.
final class NodeHands {
  private static final Logger LOG = LoggerFactory.getLogger(NodeHands.class);
  private final NomadClient nomad;

  NodeHands(NomadClient nomad) {
    this.nomad = nomad;
  }

  /// @throws NomadFault also when there is no such node ([NomadFault#isNotFound()])
  Node read(String nodeId) throws InterruptedException {
    Optional<Node> node = asked(() -> nomad.nodes().read(nodeId).value());
    return node.orElseThrow(() ->
        new NomadFault.Answered(
            "GET /v1/node/" + nodeId,
            404,
            "node not found",
            null,
            "Nomad knows no node " + nodeId + " (any more): it was purged or collected"));
  }

  /// Writes.
  ///
  /// @param isIn whether a node shows that the write was applied
  /// @throws NomadFault when it was not, as far as one can see
  void write(String nodeId, Runnable put, Predicate<Node> isIn) throws InterruptedException {
    try {
      put.run();
    } catch (NomadFault fault) {
      if (!fault.mayHaveActed()) {
        throw passed(fault);
      }
      if (!isIn.test(readAfter(fault, nodeId))) {
        throw fault;
      }
      LOG.info("applied all the same, as node {} shows: {}", nodeId, fault.getMessage());
    }
  }

  private Node readAfter(NomadFault fault, String nodeId) throws InterruptedException {
    try {
      return read(nodeId);
    } catch (NomadFault later) {
      fault.addSuppressed(later);
      throw fault;
    }
  }

  /// What Nomad answers; an interrupt becomes what it is.
  static <T> T asked(Supplier<T> call) throws InterruptedException {
    try {
      return call.get();
    } catch (NomadFault fault) {
      throw passed(fault);
    }
  }

  private static NomadFault passed(NomadFault fault) throws InterruptedException {
    fault.throwIfInterrupted();
    return fault;
  }
}
