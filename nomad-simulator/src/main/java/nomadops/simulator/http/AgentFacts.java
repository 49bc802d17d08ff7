package nomadops.simulator.http;

import nomadops.simulator.raft.Peers.Peer;

/// What the simulated agent calls itself.
final class AgentFacts {
  static final String SERVER_ID = "51301a7e-0000-4000-8000-000000000001";

  private AgentFacts() {}

  /// The leader's RPC address; empty when there is none.
  static String leader(Services services) {
    return services.lane().hasLeader()
        ? services.peers().leader().map(Peer::address).orElseGet(() -> rpc(services))
        : "";
  }

  /// The RPC address; nothing listens there.
  static String rpc(Services services) {
    return "127.0.0.1:" + (services.port().get() + 1);
  }
}
