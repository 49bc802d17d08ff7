package nomadops.health.quarantine.view;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.client.model.AgentMember;

/// Since when the servers have their leader and their versions, as far as it was watched.
final class ServerWatch {
  private String leader = "";
  private Instant leaderSince = Instant.EPOCH;
  private Optional<Instant> changedAt = Optional.empty();
  private final Map<String, String> builds = new HashMap<>();

  /// What was read now.
  ///
  /// @param address of the leader; empty when there is none
  void saw(Optional<String> address, List<AgentMember> members, Instant now) {
    if (address.isEmpty()) {
      leader = "";
    } else if (!address.get().equals(leader)) {
      leader = address.get();
      leaderSince = now;
    }
    boolean first = builds.isEmpty();
    for (AgentMember member : members) {
      boolean known = builds.containsValue(member.build());
      String before = builds.put(member.name(), member.build());
      boolean changed = before == null ? !known : !before.equals(member.build());
      if (changed && !first) {
        changedAt = Optional.of(now);
      }
    }
  }

  /// The servers say that they have no leader.
  void leaderless() {
    leader = "";
  }

  /// Since when there is this leader; empty while there is none.
  Optional<Instant> leaderSince() {
    return leader.isEmpty() ? Optional.empty() : Optional.of(leaderSince);
  }

  /// When a server last came with a version that it, or nobody, had before.
  Optional<Instant> changedAt() {
    return changedAt;
  }
}
