package nomadops.gc.nodes;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Nomad, as the sweep needs it. Every method may throw [nomadops.client.fault.NomadFault].
public interface NodeTarget {
  /// Ids of the nodes that a stale list says are down.
  List<String> down();

  /// What hides allocations of the token's; empty if it sees those of every namespace.
  Optional<String> hidden() throws InterruptedException;

  /// Reads the node and its allocations, consistently; empty when it is gone.
  Optional<NodeFacts> read(String nodeId);

  /// Takes it out of state, once; answers the evaluations that follow from it.
  Purged purge(String nodeId);

  /// Waits until these evaluations have ended, or so long.
  void awaitEvals(Purged purged, Duration atMost) throws InterruptedException;

  /// What a purge led to.
  ///
  /// @param index the Raft index of the purge
  record Purged(long index, List<String> evalIds) {
    public Purged {
      evalIds = List.copyOf(evalIds);
    }
  }
}
