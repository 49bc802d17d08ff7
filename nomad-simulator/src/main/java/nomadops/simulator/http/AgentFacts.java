package nomadops.simulator.http;

/// What the simulated agent calls itself.
final class AgentFacts {
  static final String SERVER_ID = "51301a7e-0000-4000-8000-000000000001";

  private AgentFacts() {}

  /// The RPC address; nothing listens there.
  static String rpc(Services services) {
    return "127.0.0.1:" + (services.port().get() + 1);
  }
}
