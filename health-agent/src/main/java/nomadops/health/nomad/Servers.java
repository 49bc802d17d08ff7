package nomadops.health.nomad;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import nomadops.client.model.AgentSelf;

/// The servers that a client's agent knows, as `host:port` of their RPC.
final class Servers {
  private Servers() {}

  static List<String> of(AgentSelf self) {
    return self.text("stats", "client", "known_servers").stream()
        .flatMap(all -> Stream.of(all.split(",", -1)))
        .map(String::strip)
        .filter(server -> !server.isEmpty())
        .toList();
  }

  /// Where a server listens.
  ///
  /// @throws IllegalArgumentException when it is not `host:port`
  static InetSocketAddress address(String server) {
    int colon = server.lastIndexOf(':');
    String port = server.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("\"" + server + "\" is no host:port");
    }
    String host = server.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    return new InetSocketAddress(
        bracketed ? host.substring(1, host.length() - 1) : host, Integer.parseInt(port));
  }
}
