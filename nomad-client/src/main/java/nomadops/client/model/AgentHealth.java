package nomadops.client.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an agent says about itself. A part that the agent does not run is empty.
public record AgentHealth(
    @JsonProperty("server") @Nullable Check serverCheck,
    @JsonProperty("client") @Nullable Check clientCheck) {

  public Optional<Check> server() {
    return Optional.ofNullable(serverCheck);
  }

  public Optional<Check> client() {
    return Optional.ofNullable(clientCheck);
  }

  /// Every part that the agent runs is well.
  public boolean ok() {
    return server().map(Check::ok).orElse(true) && client().map(Check::ok).orElse(true);
  }

  /// One part of an agent.
  public record Check(@JsonProperty("ok") boolean ok, @JsonProperty("message") String message) {
    public Check {
      message = Fields.text(message);
    }
  }
}
