package nomadops.health.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.fault.NomadFault;
import nomadops.client.http.WireObserver;
import nomadops.client.model.AgentSelf;
import nomadops.client.model.Grants;
import nomadops.health.report.secret.BadSecret;
import nomadops.health.report.secret.SecretFile;
import nomadops.runtime.config.HostPort;
import nomadops.runtime.preflight.Finding;
import nomadops.runtime.preflight.NomadFacts;

/// What a preflight sees besides Nomad's answers. Nothing is changed, and nothing is sent.
final class Seen {
  private static final int MILLIS = 5_000;

  private Seen() {}

  /// Whose reports these would be.
  static List<Finding> client(NomadFacts facts) {
    String subject = "this client";
    Optional<AgentSelf> agent = facts.agent().seen();
    if (agent.isEmpty()) {
      return List.of(new Finding.NotTold("node", subject, facts.agent().why()));
    }
    Optional<String> node =
        agent.get().text("stats", "client", "node_id").filter(id -> !id.isEmpty());
    return List.of(
        node.<Finding>map(id -> new Finding.Passed("node", subject, "node " + id))
            .orElseGet(() ->
                new Finding.Missing(
                    "node",
                    subject,
                    agent.get().name() + " is no client: it has no node",
                    "give the address of the client's agent, usually http://127.0.0.1:4646")));
  }

  /// Docker's daemon gives everything to whoever may write to its socket.
  static Finding socket(Path socket) {
    String subject = "Docker's socket";
    if (!Files.exists(socket)) {
      return new Finding.Missing(
          "docker",
          subject,
          socket + " is not there",
          "start Docker, or leave docker out of -checks");
    }
    return Files.isReadable(socket) && Files.isWritable(socket)
        ? new Finding.Passed("docker", subject, socket + " may be written to")
        : new Finding.Missing(
            "docker",
            subject,
            socket + " may not be written to by " + System.getProperty("user.name"),
            "add the user to the group docker");
  }

  static Finding listens(URI url) {
    int port = url.getPort() > 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
    String subject = "the controller at " + url.getHost() + ":" + port;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), port), MILLIS);
      return new Finding.Passed("report", subject, "it takes connections");
    } catch (IOException e) {
      return new Finding.Doubtful(
          "report",
          subject,
          "it cannot be reached: " + e.getMessage(),
          "check report-to, and that the controller runs there");
    }
  }

  /// Whether a server could listen there.
  static Finding free(HostPort address) {
    String subject = "report-address " + address;
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(address.host(), address.port()));
      return new Finding.Passed("report", subject, "it is free");
    } catch (IOException e) {
      return new Finding.Doubtful(
          "report",
          subject,
          "it cannot be listened at: " + e.getMessage(),
          "well if the controller runs there already; else write another address or port");
    }
  }

  static Finding secret(Optional<SecretFile> file) {
    String subject = "report-secret-file";
    if (file.isEmpty()) {
      return new Finding.Missing(
          "secret",
          subject,
          "there is none, and reports are always signed",
          "write what \"openssl rand -hex 32\" prints into a file, and name it by report-secret-file");
    }
    try {
      var _ = file.get().read();
    } catch (BadSecret e) {
      return new Finding.Missing(
          "secret", subject, String.valueOf(e.getMessage()), "openssl rand -hex 32 makes one");
    }
    return file.get().isForEveryone()
        ? new Finding.Doubtful(
            "secret",
            subject,
            "every user of this machine may read " + file.get().path(),
            "chmod 600 " + file.get().path())
        : new Finding.Passed("secret", subject, file.get().path() + " is sound");
  }

  /// No policy grants it (Nomad 1.7 to 2.0.5).
  static Finding handOver(NomadFacts facts) {
    String subject = "handing the lead over";
    return facts
        .grants()
        .seen()
        .map(Grants::isEverything)
        .<Finding>map(all ->
            all
                ? new Finding.Passed("lead", subject, "the token may")
                : new Finding.Doubtful(
                    "lead",
                    subject,
                    "it takes a management token: without it the lead changes when the server is gone",
                    "give a management token where that is too slow"))
        .orElseGet(() -> new Finding.NotTold("lead", subject, facts.grants().why()));
  }

  /// Whether the agent tells its metrics; a leader that is wedged is known by them.
  static Finding telemetry(Connection connection, Clockwork time) {
    String subject = "the server's metrics";
    try (NomadClient nomad =
        NomadClient.connect(
            connection, WireObserver.NONE, time.ticker(), time.pause(), time.random())) {
      var _ = nomad.agent().metrics();
      return new Finding.Passed("telemetry", subject, "/v1/metrics answers");
    } catch (NomadFault fault) {
      return new Finding.Missing(
          "telemetry",
          subject,
          String.valueOf(fault.getMessage()),
          "without them a wedged leader is not told from a slow one: see telemetry in the server's configuration");
    }
  }
}
