package nomadops.drainer.drain;

import java.util.List;
import java.util.Optional;
import nomadops.client.model.Node;
import nomadops.client.model.PlacedAllocation;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.CutWork;
import nomadops.drainer.plan.NodeFacts;

/// One node and what is on it, as one look showed it.
///
/// @param instance by whose name we drain it
/// @param placed its allocations that the token may see, also those that are over; empty when they
///   are not known
public record Seen(
    Node node, InstanceId instance, NodeFacts facts, Optional<List<PlacedAllocation>> placed) {

  /// The batch work that its latest drain has cut so far; empty when that is not known.
  public Optional<List<CutWork>> cut() {
    return placed.map(_ -> facts.cut());
  }

  /// The allocations that are not client-terminal; none where they are not known.
  public List<PlacedAllocation> running() {
    return placed.orElse(List.of()).stream().filter(alloc -> !alloc.isClientTerminal()).toList();
  }

  /// For messages: `node 1a2b3c4d (client-7)`.
  public String named() {
    return "node " + shortId() + " (" + facts.name() + ")";
  }

  /// Its id as people see it.
  public String shortId() {
    return shortened(facts.id());
  }

  /// The first eight digits of an id, as Nomad's CLI shows them.
  public static String shortened(String id) {
    return id.substring(0, Math.min(8, id.length()));
  }
}
