package nomadops.simulator.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real Nomad agent in a process of its own: one server (with a client that runs `mock_driver`,
/// when asked for) on loopback, with free ports and a data directory of its own. Closing it, or the
/// end of this JVM, ends it.
public final class NomadAgent implements AutoCloseable {
  private static final Duration START_BOUND = Duration.ofSeconds(60);
  private final Process process;
  private final Path directory;
  private final URI address;
  private final Thread hook;

  private NomadAgent(Process process, Path directory, URI address) {
    this.process = process;
    this.directory = directory;
    this.address = address;
    this.hook = new Thread(this::stop, "stop-nomad-agent");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /// How to start it.
  ///
  /// @param binary path of the Nomad binary
  /// @param client whether it also runs a client (the binary must know `mock_driver` to run tasks)
  /// @param acl whether ACLs are on
  public record Options(Path binary, boolean client, boolean acl) {
    public static Options server(Path binary) {
      return new Options(binary, false, false);
    }

    public Options withClient() {
      return new Options(binary, true, acl);
    }

    public Options withAcl() {
      return new Options(binary, client, true);
    }
  }

  /// Starts the agent and waits until it has a leader (and a ready node, with a client).
  ///
  /// @throws IOException when it does not come up within a minute; the message holds the end of its
  ///   log
  public static NomadAgent start(Options options) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("nomad-agent");
    int http = freePort();
    Path config = directory.resolve("agent.hcl");
    Files.writeString(config, configuration(directory, http, freePort(), freePort(), options));
    Process process =
        new ProcessBuilder(options.binary().toString(), "agent", "-config", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("agent.log").toFile())
            .start();
    NomadAgent agent = new NomadAgent(process, directory, URI.create("http://127.0.0.1:" + http));
    try {
      agent.awaitReady(options);
      return agent;
    } catch (IOException | InterruptedException e) {
      agent.close();
      throw e;
    }
  }

  /// For example `http://127.0.0.1:40001`.
  public URI address() {
    return address;
  }

  private static String configuration(
      Path directory, int http, int rpc, int serf, Options options) {
    return """
    data_dir = "%s"
    bind_addr = "127.0.0.1"
    name = "agent1"
    log_level = "WARN"
    disable_update_check = true
    ports {
      http = %d
      rpc = %d
      serf = %d
    }
    advertise {
      http = "127.0.0.1"
      rpc = "127.0.0.1"
      serf = "127.0.0.1"
    }
    server {
      enabled = true
      bootstrap_expect = 1
      num_schedulers = 2
    }
    client {
      enabled = %s
      cpu_total_compute = 4000
      memory_total_mb = 8192
      options = {
        "driver.allowlist" = "mock_driver"
        "fingerprint.denylist" = "env_aws,env_gce,env_azure,env_digitalocean,cni,consul,vault,bridge"
      }
    }
    limits {
      http_max_conns_per_client = 0
      rpc_max_conns_per_client = 0
    }
    telemetry {
      collection_interval = "30s"
      prometheus_metrics = true
      disable_hostname = true
    }
    acl {
      enabled = %s
    }
    """
        .formatted(directory.resolve("data"), http, rpc, serf, options.client(), options.acl());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Options options) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START_BOUND.toNanos();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (System.nanoTime() < deadline && process.isAlive()) {
        boolean leads =
            get(http, "/v1/status/leader").length() > 4
                && !get(http, "/v1/jobs").contains("No cluster");
        if (leads
            && (!options.client()
                || options.acl()
                || get(http, "/v1/nodes").contains("\"ready\""))) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new IOException("Nomad at " + options.binary() + " did not come up: " + tail());
  }

  private String get(HttpClient http, String path) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve(path)).timeout(Duration.ofSeconds(10)).build();
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException notYet) {
      return "";
    }
  }

  private String tail() throws IOException {
    Path log = directory.resolve("agent.log");
    String text = Files.exists(log) ? Files.readString(log) : "";
    return text.substring(Math.max(0, text.length() - 2_000));
  }

  private void stop() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    deleteDirectory();
  }

  private void deleteDirectory() {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException leftBehind) {
      // A temporary directory that cannot be removed harms nobody.
    }
  }

  @Override
  public void close() {
    if (Runtime.getRuntime().removeShutdownHook(hook)) {
      stop();
    }
  }
}
