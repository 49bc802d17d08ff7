package nomadops.health.quarantine.policy.facts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All that one decision is made from.
///
/// @param nodes all clients, of all pools, each once
/// @param leaderSince since when the servers have the leader that they have; empty when they have
///   none, or this controller is not the one that acts for it
/// @param serversChangedAt when a server last came with another version; empty when none did
/// @param fresh whether the view of the clients is in step with the servers
/// @param frozenUntil until when the operator wants no quarantine; empty for no such wish
/// @param dryRun whether decisions are only told
public record ClusterFacts(
    List<NodeFacts> nodes,
    Optional<Instant> leaderSince,
    Optional<Instant> serversChangedAt,
    boolean fresh,
    Optional<Instant> frozenUntil,
    boolean dryRun) {
  public ClusterFacts {
    nodes = List.copyOf(nodes);
  }
}
