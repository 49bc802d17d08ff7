package nomadops.simulator.agent;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The configuration files that our agents read: loopback only, no update check, and telemetry
/// every 30 s, because the default of one second makes a server with many dead jobs slow.
final class AgentConfig {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// Fingerprints that would ask the network or read what tests do not need.
  private static final String NO_FINGERPRINTS =
      "env_aws,env_gce,env_azure,env_digitalocean,consul,vault,cni";

  private AgentConfig() {}

  static String server(Path dataDir, Ports ports, boolean acl) {
    ObjectNode config = common(dataDir, ports, "server");
    config
        .putObject("server")
        .put("enabled", true)
        .put("bootstrap_expect", 1)
        .put("num_schedulers", 2);
    config.putObject("acl").put("enabled", acl);
    return config.toPrettyString();
  }

  static String client(Path dataDir, Ports ports, int serverRpcPort, boolean acl) {
    ObjectNode config = common(dataDir, ports, "client");
    ObjectNode client = config.putObject("client").put("enabled", true);
    client.putPOJO("servers", List.of("127.0.0.1:" + serverRpcPort));
    client
        .putObject("options")
        .put("driver.allowlist", "mock_driver")
        .put("fingerprint.denylist", NO_FINGERPRINTS);
    config.putObject("acl").put("enabled", acl);
    return config.toPrettyString();
  }

  private static ObjectNode common(Path dataDir, Ports ports, String name) {
    ObjectNode config = JSON.createObjectNode();
    config
        .put("name", name)
        .put("data_dir", dataDir.toString())
        .put("bind_addr", "127.0.0.1")
        .put("disable_update_check", true)
        .put("leave_on_terminate", false);
    config
        .putObject("ports")
        .put("http", ports.http())
        .put("rpc", ports.rpc())
        .put("serf", ports.serf());
    config
        .putObject("advertise")
        .put("http", "127.0.0.1")
        .put("rpc", "127.0.0.1")
        .put("serf", "127.0.0.1");
    config.putObject("consul").put("auto_advertise", false).put("client_auto_join", false);
    config.putObject("telemetry").put("collection_interval", "30s");
    return config;
  }
}
