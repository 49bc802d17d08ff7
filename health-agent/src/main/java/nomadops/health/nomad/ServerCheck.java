package nomadops.health.nomad;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.health.check.Check;
import nomadops.health.check.Finding;

/// Whether a server's RPC port can be reached from this client, by the network alone: it tells a
/// broken path from an agent that is broken. One of them is enough, as it is for the agent.
public final class ServerCheck implements Check {
  private final NomadClient nomad;

  /// @param nomad of the agent beside this process, which knows the servers
  public ServerCheck(NomadClient nomad) {
    this.nomad = nomad;
  }

  @Override
  public String name() {
    return "nomad-servers";
  }

  @Override
  public Finding look(Duration within) throws InterruptedException {
    List<String> servers;
    try {
      servers = Servers.of(nomad.agent().self());
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      return Finding.unknown("the agent does not say which servers there are");
    }
    return servers.isEmpty()
        ? Finding.unknown("the agent knows no server")
        : reach(servers, within.dividedBy(servers.size() + 1L));
  }

  static Finding reach(List<String> servers, Duration each) {
    Set<String> failed = new LinkedHashSet<>();
    List<String> why = new ArrayList<>();
    for (String server : servers) {
      try {
        connect(server, each);
        return Finding.ok(server + " takes connections");
      } catch (IOException | IllegalArgumentException e) {
        failed.add(server);
        why.add(server + ": " + e.getMessage());
      }
    }
    return Finding.fail("no server takes connections: " + String.join(", ", why), failed);
  }

  private static void connect(String server, Duration within) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(Servers.address(server), (int) Math.max(1, within.toMillis()));
    }
  }
}
