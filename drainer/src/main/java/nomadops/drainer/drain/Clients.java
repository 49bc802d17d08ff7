package nomadops.drainer.drain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.NodeFacts;

/// Nomad's client nodes. The only place from which a drain is started. For many threads.
///
/// Faults of the wire are thrown as [nomadops.client.fault.NomadFault].
public interface Clients {

  /// The nodes of an instance, as they are now; several when a client lost its data directory and
  /// registered anew. Empty when Nomad knows none.
  List<NodeFacts> of(InstanceId instance) throws InterruptedException;

  /// No new work for this node.
  void markIneligible(String nodeId) throws InterruptedException;

  /// Starts a drain, or gives the running one another deadline.
  ///
  /// @param deadline how long allocations may take; zero for as long as they like, negative for not
  ///   at all
  /// @param meta remembered by Nomad as the node's LastDrain
  void drain(String nodeId, Duration deadline, boolean ignoreSystemJobs, Map<String, String> meta)
      throws InterruptedException;

  /// Ends a drain, or an ineligibility without one.
  void restore(String nodeId) throws InterruptedException;
}
