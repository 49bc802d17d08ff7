package nomadops.autoscaler.cli;

import java.util.Map;
import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.client.Read;
import nomadops.client.model.AllocationStub;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The node that this process runs on. As an allocation of a service it keeps its node by itself;
/// as one of a system job it does not, as those are no reason to keep a node.
final class OwnNode {
  private static final Logger LOG = LoggerFactory.getLogger(OwnNode.class);

  private OwnNode() {}

  /// Its id, by the allocation that `NOMAD_ALLOC_ID` names (Nomad sets it for each task); empty
  /// outside of Nomad, and where this Nomad does not know the allocation.
  ///
  /// @throws nomadops.client.fault.NomadFault when that cannot be read
  static Optional<String> of(Map<String, String> environment, NomadClient nomad) {
    String allocation = environment.getOrDefault("NOMAD_ALLOC_ID", "");
    if (allocation.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> node =
        nomad
            .allocations()
            .page(Read.defaults().inAllNamespaces().withPrefix(allocation))
            .value()
            .stream()
            .filter(found -> found.id().equals(allocation))
            .map(AllocationStub::nodeId)
            .findFirst();
    node.ifPresent(id -> LOG.info("node {} is kept: this process runs on it", id));
    return node;
  }
}
