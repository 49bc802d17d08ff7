package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;

/// The servers that Raft knows.
public record RaftConfiguration(
    @JsonProperty("Servers") List<Server> servers, @JsonProperty("Index") long index) {
  public RaftConfiguration {
    servers = Fields.list(servers);
  }

  public Optional<Server> leader() {
    return servers.stream().filter(Server::leader).findFirst();
  }

  /// One server. `address` is its RPC address, not its HTTP address.
  public record Server(
      @JsonProperty("ID") String id,
      @JsonProperty("Node") String node,
      @JsonProperty("Address") String address,
      @JsonProperty("Leader") boolean leader,
      @JsonProperty("Voter") boolean voter,
      @JsonProperty("RaftProtocol") String raftProtocol) {
    public Server {
      id = Fields.text(id);
      node = Fields.text(node);
      address = Fields.text(address);
      raftProtocol = Fields.text(raftProtocol);
    }
  }
}
