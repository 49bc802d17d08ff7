package nomadops.drainer.drain;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.NodeFacts;

/// Nomad's client nodes. The only place from which a drain is started. For many threads.
///
/// Faults of the wire are thrown as [nomadops.client.fault.NomadFault].
public interface Clients {

  /// The nodes of an instance, as they are now; several when a client lost its data directory and
  /// registered anew. Empty when Nomad knows none.
  List<NodeFacts> of(InstanceId instance) throws InterruptedException;

  /// The nodes of an instance as they were last heard of, without what runs on them: at once, and
  /// perhaps no longer true. Empty when nothing is known without asking.
  default List<NodeFacts> heardOf(InstanceId instance) {
    return List.of();
  }

  /// The nodes of an instance as Nomad told of them, unasked, after it took our [#markIneligible]
  /// of each: as good as a read, and it costs none. What runs on them is not known. Empty while
  /// Nomad has not told, when it is too long ago, and where one of them was marked by somebody
  /// else.
  default Optional<List<NodeFacts>> heardSinceMarked(InstanceId instance) {
    return Optional.empty();
  }

  /// No new work for this node.
  void markIneligible(String nodeId) throws InterruptedException;

  /// Starts a drain, or gives the running one another deadline. A running drain is never given more
  /// time than it has: where that is asked for, its end stays, and nothing is written when its meta
  /// is the same already.
  ///
  /// @param deadline how long allocations may take; zero for as long as they like, negative for not
  ///   at all
  /// @param meta remembered by Nomad as the node's LastDrain
  void drain(String nodeId, Duration deadline, boolean ignoreSystemJobs, Map<String, String> meta)
      throws InterruptedException;

  /// Ends a drain that we started, or an ineligibility that we set. Nomad does not remember who
  /// made a node ineligible; a drain's meta is all that tells.
  ///
  /// @param ours what the meta of the node's LastDrain must hold, for it to be ours; empty for a
  ///   node that we only marked ineligible
  Restored restore(String nodeId, Map<String, String> ours) throws InterruptedException;

  /// Stops a batch job, so that its allocation on this node is not placed again.
  Outcome stopJob(String nodeId, NodeFacts.Alloc alloc) throws InterruptedException;

  /// Has an allocation stopped here and placed elsewhere.
  Outcome replace(NodeFacts.Alloc alloc) throws InterruptedException;

  /// Runs cut batch work again; asked for twice, it runs once.
  Outcome rerun(CutWork cut) throws InterruptedException;

  /// What came of a wish.
  sealed interface Outcome {
    /// It is so now, or was already.
    record Done(String what) implements Outcome {}

    /// It would harm more than this one allocation, or makes no sense: left as it is.
    record Refused(String reason) implements Outcome {}
  }

  /// How a node stands after [#restore].
  sealed interface Restored {
    /// It takes work again.
    record Done() implements Restored {}

    /// It took work already, and was under no drain.
    record Needless() implements Restored {}

    /// Somebody else drains it, or took over our drain: left as it is.
    record NotOurs(String reason) implements Restored {}
  }
}
