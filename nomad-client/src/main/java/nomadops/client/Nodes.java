package nomadops.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.client.http.WireRequestBuilder;
import nomadops.client.model.AllocationStub;
import nomadops.client.model.Node;
import nomadops.client.model.NodeStub;
import nomadops.client.model.NodeUpdate;
import nomadops.client.model.NomadJson;
import nomadops.client.model.PlacedAllocation;

/// Client nodes: `/v1/nodes` and `/v1/node/:id`. An unknown node is
/// [nomadops.client.fault.NomadFault#isNotFound()], although Nomad answers 500 to some of these
/// calls.
public final class Nodes {
  private final Calls calls;

  Nodes(Calls calls) {
    this.calls = calls;
  }

  /// All nodes that match, for example with `filter=NodeClass == "spot"`.
  public Answer<List<NodeStub>> list(Read read) {
    return calls.send(
        calls.get(read, "nodes.list", "v1", "nodes"),
        body -> NomadJson.readList(body, NodeStub.class));
  }

  /// A node in full; empty when there is none.
  public Answer<Optional<Node>> read(String nodeId) {
    return calls.sendForOptional(
        calls.get(Read.defaults(), "node.read", "v1", "node", nodeId),
        body -> NomadJson.read(body, Node.class));
  }

  /// The allocations on a node that the token may see, in all namespaces.
  public Answer<List<AllocationStub>> allocations(String nodeId) {
    return calls.send(
        calls.get("node.allocations", "v1", "node", nodeId, "allocations"),
        body -> NomadJson.readList(body, AllocationStub.class));
  }

  /// The same allocations with their jobs as they were when they were placed. The stubs of
  /// [#allocations] lack type and version here: a node lists allocations in full (Nomad 1.0 to
  /// 2.0.5).
  public Answer<List<PlacedAllocation>> placed(String nodeId) {
    return calls.send(
        calls.get("node.allocations", "v1", "node", nodeId, "allocations"),
        body -> NomadJson.readList(body, PlacedAllocation.class));
  }

  /// Starts a drain; the node becomes ineligible.
  ///
  /// @param deadline how long allocations may take; zero means no limit, negative means at once
  /// @param meta remembered as the node's [nomadops.client.model.LastDrain]
  public NodeUpdate drain(
      String nodeId, Duration deadline, boolean ignoreSystemJobs, Map<String, String> meta) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "DrainSpec", Map.of("Deadline", deadline.toNanos(), "IgnoreSystemJobs", ignoreSystemJobs));
    body.put("MarkEligible", false);
    body.put("Meta", meta);
    return update(calls.put("node.drain", "v1", "node", nodeId, "drain"), body);
  }

  /// Ends a drain.
  public NodeUpdate cancelDrain(String nodeId, boolean markEligible) {
    return update(
        calls.put("node.drain", "v1", "node", nodeId, "drain"),
        Map.of("MarkEligible", markEligible));
  }

  /// Whether new allocations may be placed. Nomad refuses (500) to make a draining node eligible.
  public NodeUpdate eligibility(String nodeId, boolean eligible) {
    return update(
        calls.put("node.eligibility", "v1", "node", nodeId, "eligibility"),
        Map.of("Eligibility", eligible ? "eligible" : "ineligible"));
  }

  /// Forgets a node; a live client registers again.
  public NodeUpdate purge(String nodeId) {
    return calls
        .send(calls.put("node.purge", "v1", "node", nodeId, "purge"), NodeUpdate.class)
        .value();
  }

  private NodeUpdate update(WireRequestBuilder request, Map<String, ?> body) {
    return calls.send(request.json(NomadJson.write(body)), NodeUpdate.class).value();
  }
}
