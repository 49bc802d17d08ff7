package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// How autopilot sees the servers.
///
/// @param failureTolerance how many healthy voters may still fail
public record AutopilotHealth(
    @JsonProperty("Healthy") boolean healthy,
    @JsonProperty("FailureTolerance") int failureTolerance,
    @JsonProperty("Leader") String leader,
    @JsonProperty("Servers") List<Server> servers,
    @JsonProperty("Voters") List<String> voters) {
  public AutopilotHealth {
    leader = Fields.text(leader);
    servers = Fields.list(servers);
    voters = Fields.list(voters);
  }

  /// One server.
  ///
  /// @param lastContactText as Nomad writes it, for example `12.5ms`; see [#lastContact()]
  public record Server(
      @JsonProperty("ID") String id,
      @JsonProperty("Name") String name,
      @JsonProperty("Address") String address,
      @JsonProperty("SerfStatus") String serfStatus,
      @JsonProperty("Version") String version,
      @JsonProperty("Leader") boolean leader,
      @JsonProperty("LastContact") String lastContactText,
      @JsonProperty("LastTerm") long lastTerm,
      @JsonProperty("LastIndex") long lastIndex,
      @JsonProperty("Healthy") boolean healthy,
      @JsonProperty("Voter") boolean voter,
      @JsonProperty("StableSince") Instant stableSince) {
    public Server {
      id = Fields.text(id);
      name = Fields.text(name);
      address = Fields.text(address);
      serfStatus = Fields.text(serfStatus);
      version = Fields.text(version);
      lastContactText = Fields.text(lastContactText);
      stableSince = stableSince == null ? Instant.EPOCH : stableSince;
    }

    public Duration lastContact() {
      return GoDuration.parse(lastContactText);
    }
  }
}
