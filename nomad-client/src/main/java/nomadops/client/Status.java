package nomadops.client;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import nomadops.client.http.WireResponse;
import nomadops.client.model.NomadJson;

/// The cluster's leader, peers and regions. Needs no token.
public final class Status {
  private final Calls calls;

  Status(Calls calls) {
    this.calls = calls;
  }

  /// The leader's RPC address, for example `127.0.0.1:4647`; empty while there is none.
  public Optional<String> leader() {
    String address =
        calls.send(calls.get("status.leader", "v1", "status", "leader"), String.class).value();
    return Optional.of(address).filter(text -> !text.isEmpty());
  }

  /// The clock of the agent that answers, to the second: the `Date` header, which Go's HTTP server
  /// sends with every answer. Empty when a proxy took it away.
  public Optional<Instant> clock() {
    try (WireResponse response = calls.open(calls.get("status.leader", "v1", "status", "leader"))) {
      return response.header("Date").flatMap(Status::instant);
    }
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip())));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// The RPC addresses of the Raft peers.
  public List<String> peers() {
    return texts("status.peers", "v1", "status", "peers");
  }

  /// The regions that gossip knows.
  public List<String> regions() {
    return texts("regions.list", "v1", "regions");
  }

  private List<String> texts(String operation, String... segments) {
    return calls
        .send(calls.get(operation, segments), body -> NomadJson.readList(body, String.class))
        .value();
  }
}
