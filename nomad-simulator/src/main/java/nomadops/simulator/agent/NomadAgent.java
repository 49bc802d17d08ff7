package nomadops.simulator.agent;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// A real Nomad server on 127.0.0.1 with free ports and its own temporary folder, for as long as
/// this object is open.
///
/// ```java
/// try (NomadAgent nomad = NomadAgent.start(Path.of(System.getenv("NOMAD_BIN")))) {
///   // point any client at nomad.address()
/// }
/// ```
///
/// Needs a POSIX shell. The processes end with [#close()] and with the JVM, however that ends;
/// after `kill -9` of the JVM only the folder is left.
public final class NomadAgent implements AutoCloseable {
  private final AgentOptions options;
  private final ScratchDir dir = new ScratchDir();
  private final Ports ports = Ports.free();
  private final AgentApi api = new AgentApi(URI.create("http://127.0.0.1:" + ports.http()));
  private final Thread hook = new Thread(this::release, "nomad-agent-stop");
  private final List<AgentProcess> processes = new ArrayList<>();
  private String managementToken = "";
  private String version = "";
  private boolean hasClient;

  private NomadAgent(AgentOptions options) {
    this.options = options;
  }

  /// Starts with [AgentOptions#of(Path)].
  public static NomadAgent start(Path binary) throws InterruptedException {
    return start(AgentOptions.of(binary));
  }

  /// Starts a server, waits until it has a leader and lists jobs, and then does what else the
  /// options say.
  ///
  /// @throws AgentStartException when that fails or takes longer than allowed; nothing is left then
  public static NomadAgent start(AgentOptions options) throws InterruptedException {
    NomadAgent agent = new NomadAgent(options);
    Runtime.getRuntime().addShutdownHook(agent.hook);
    boolean started = false;
    try {
      agent.startServer();
      if (options.client()) {
        agent.startClient();
      }
      started = true;
      return agent;
    } finally {
      if (!started) {
        agent.close();
      }
    }
  }

  /// For example `http://127.0.0.1:40001`.
  public URI address() {
    return URI.create("http://127.0.0.1:" + ports.http());
  }

  /// As the server says it, for example `2.0.5`.
  public String version() {
    return version;
  }

  /// The secret of the bootstrapped management token; empty without ACLs.
  public String managementToken() {
    return managementToken;
  }

  /// Whether a client with a healthy `mock_driver` runs beside the server. Most builds of Nomad
  /// lack that driver; then there is no client, although one was wanted.
  public boolean hasClient() {
    return hasClient;
  }

  private void startServer() throws InterruptedException {
    List<Path> configs = new ArrayList<>();
    configs.add(
        dir.write(
            "server.json", AgentConfig.server(dir.path().resolve("server"), ports, options.acl())));
    if (!options.extraConfig().isBlank()) {
      boolean json = options.extraConfig().stripLeading().startsWith("{");
      configs.add(dir.write(json ? "z-extra.json" : "z-extra.hcl", options.extraConfig()));
    }
    AgentProcess server = launch(configs, "server.log");
    Patience patience = new Patience(options.startWithin(), server);
    patience.await("a leader", this::leader);
    if (options.acl()) {
      JsonNode token =
          patience.await("the ACL bootstrap", () -> api.send("PUT", "/v1/acl/bootstrap", ""));
      managementToken = token.path("SecretID").stringValue("");
    }
    patience.await("a list of jobs", () -> api.get("/v1/jobs", managementToken));
    JsonNode self = patience.await("its version", () -> api.get("/v1/agent/self", managementToken));
    version = self.path("config").path("Version").path("Version").stringValue("");
  }

  private Optional<JsonNode> leader() throws InterruptedException {
    return api.get("/v1/status/leader", "").filter(leader -> !leader.stringValue("").isEmpty());
  }

  private void startClient() throws InterruptedException {
    Path config =
        dir.write(
            "client.json",
            AgentConfig.client(
                dir.path().resolve("client"), Ports.free(), ports.rpc(), options.acl()));
    AgentProcess client = launch(List.of(config), "client.log");
    Patience patience = new Patience(options.startWithin(), client);
    JsonNode node = patience.await("a ready node", this::readyNode);
    hasClient = node.path("Drivers").path("mock_driver").path("Healthy").booleanValue(false);
    if (!hasClient) {
      client.close();
      processes.remove(client);
    }
  }

  private Optional<JsonNode> readyNode() throws InterruptedException {
    return api.get("/v1/nodes", managementToken)
        .map(nodes -> nodes.path(0))
        .filter(node -> node.path("Status").stringValue("").equals("ready"));
  }

  private AgentProcess launch(List<Path> configs, String log) {
    AgentProcess process =
        AgentProcess.start(
            options.binary(), configs, dir.path().resolve(log), options.stopWithin());
    processes.add(process);
    return process;
  }

  /// Ends the processes, by force if they do not within the bound, and deletes the folder.
  @Override
  public void close() {
    release();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The JVM is ending: the hook runs as well, and finds nothing left to do.
    }
  }

  private synchronized void release() {
    api.close();
    processes.reversed().forEach(AgentProcess::close);
    dir.close();
  }
}
