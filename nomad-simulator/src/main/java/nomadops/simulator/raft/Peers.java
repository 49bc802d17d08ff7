package nomadops.simulator.raft;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The other servers of the region. Only Raft's configuration, autopilot and who leads tell of
/// them: nothing listens at their addresses, and this server answers as a follower that forwards
/// does while one of them leads.
public final class Peers {
  private final Map<String, Peer> peers = new LinkedHashMap<>();
  private String leader = "";

  /// One of them.
  ///
  /// @param address of its RPC
  /// @param behind how many entries it has not applied yet
  public record Peer(
      String id, String name, String address, boolean voter, boolean healthy, long behind) {
    /// A voter that is well and keeps up.
    ///
    /// @param number from 2 on: ours is the first
    public static Peer of(int number) {
      return new Peer(
          "51301a7e-0000-4000-8000-%012d".formatted(number),
          "sim" + number + ".global",
          "127.0.1." + number + ":4647",
          true,
          true,
          0);
    }

    public Peer unhealthy() {
      return new Peer(id, name, address, voter, false, behind);
    }

    public Peer nonVoter() {
      return new Peer(id, name, address, false, healthy, behind);
    }

    public Peer behind(long entries) {
      return new Peer(id, name, address, voter, healthy, entries);
    }
  }

  /// Adds one, or says anew how it is.
  public synchronized void put(Peer peer) {
    peers.put(peer.id(), peer);
  }

  /// Makes this one the leader; the id of no peer gives the lead back to this server.
  public synchronized void lead(String id) {
    leader = id;
  }

  /// Which of them leads; empty while this server does.
  public synchronized Optional<Peer> leader() {
    return Optional.ofNullable(peers.get(leader));
  }

  public synchronized Optional<Peer> find(String id) {
    return Optional.ofNullable(peers.get(id));
  }

  public synchronized Collection<Peer> all() {
    return List.copyOf(peers.values());
  }
}
