package nomadops.simulator.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/// How a real Nomad is started. Start from [#of(Path)] and change what matters with the `with`
/// methods.
///
/// @param binary the `nomad` executable
/// @param acl whether ACLs are enabled and bootstrapped ([NomadAgent#managementToken()])
/// @param client whether a client with the mock driver is wanted too; see [NomadAgent#hasClient()]
/// @param extraConfig a snippet of Nomad configuration (HCL or JSON) for the server, merged over
///   ours; may be empty
/// @param startWithin how long it may take until a leader answers
/// @param stopWithin how long a process may take to end when asked, before it is killed
public record AgentOptions(
    Path binary,
    boolean acl,
    boolean client,
    String extraConfig,
    Duration startWithin,
    Duration stopWithin) {

  public AgentOptions {
    Objects.requireNonNull(binary, "binary");
    Objects.requireNonNull(extraConfig, "extraConfig");
    requirePositive("startWithin", startWithin);
    requirePositive("stopWithin", stopWithin);
  }

  /// One server, no ACLs, no client; half a minute to start, ten seconds to stop.
  public static AgentOptions of(Path binary) {
    return new AgentOptions(
        binary, false, false, "", Duration.ofSeconds(30), Duration.ofSeconds(10));
  }

  public AgentOptions withAcl(boolean value) {
    return new AgentOptions(binary, value, client, extraConfig, startWithin, stopWithin);
  }

  public AgentOptions withClient(boolean value) {
    return new AgentOptions(binary, acl, value, extraConfig, startWithin, stopWithin);
  }

  public AgentOptions withExtraConfig(String value) {
    return new AgentOptions(binary, acl, client, value, startWithin, stopWithin);
  }

  public AgentOptions withStartWithin(Duration value) {
    return new AgentOptions(binary, acl, client, extraConfig, value, stopWithin);
  }

  public AgentOptions withStopWithin(Duration value) {
    return new AgentOptions(binary, acl, client, extraConfig, startWithin, value);
  }

  private static void requirePositive(String name, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }
}
