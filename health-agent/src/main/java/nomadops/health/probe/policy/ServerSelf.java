package nomadops.health.probe.policy;

import java.util.Optional;
import nomadops.client.model.AgentSelf;

/// What a Nomad server says of itself.
///
/// @param id its Raft id
/// @param leads it is the leader, by its own words
/// @param leader the RPC address of the leader that it follows, or its own; empty for none
/// @param applied the last Raft entry that its state holds
public record ServerSelf(String id, String name, boolean leads, String leader, long applied) {

  /// Read from `/v1/agent/self`, by fields that 1.8.4 and 2.0.5 have: the gossip tag `id`,
  /// `stats.nomad.leader`, `stats.nomad.leader_addr` and `stats.raft.applied_index`. Empty when the
  /// agent is no server.
  public static Optional<ServerSelf> of(AgentSelf self) {
    Optional<String> id = self.text("member", "Tags", "id").filter(text -> !text.isEmpty());
    Optional<String> applied =
        self.text("stats", "raft", "applied_index").filter(text -> text.matches("\\d{1,18}"));
    if (!self.isServer() || id.isEmpty() || applied.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ServerSelf(
            id.get(),
            self.name(),
            self.isLeader(),
            self.text("stats", "nomad", "leader_addr").orElse(""),
            Long.parseLong(applied.get())));
  }

  /// It follows a leader that is another server.
  public boolean follows() {
    return !leads && !leader.isEmpty();
  }
}
