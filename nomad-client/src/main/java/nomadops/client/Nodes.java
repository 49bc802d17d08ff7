package nomadops.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Node;
import nomadops.client.model.NodeStub;
import nomadops.client.model.NodeUpdate;

/// Client nodes: `/v1/nodes` and `/v1/node/:id`.
@SuppressWarnings("DoNotCallSuggester")
public final class Nodes {

  public Answer<List<NodeStub>> list(Read read) {
    throw new UnsupportedOperationException("not built yet");
  }

  public Answer<Optional<Node>> read(String nodeId) {
    throw new UnsupportedOperationException("not built yet");
  }

  public Answer<List<AllocationStub>> allocations(String nodeId) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Starts a drain; the node becomes ineligible.
  ///
  /// @param deadline how long allocations may take; zero means no limit, negative means at once
  /// @param meta remembered as the node's [nomadops.client.model.LastDrain]
  public NodeUpdate drain(
      String nodeId, Duration deadline, boolean ignoreSystemJobs, Map<String, String> meta) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Ends a drain.
  public NodeUpdate cancelDrain(String nodeId, boolean markEligible) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Nomad refuses (500) to make a draining node eligible.
  public NodeUpdate eligibility(String nodeId, boolean eligible) {
    throw new UnsupportedOperationException("not built yet");
  }

  /// Forgets a node; a live client registers again.
  public NodeUpdate purge(String nodeId) {
    throw new UnsupportedOperationException("not built yet");
  }
}
