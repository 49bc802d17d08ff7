package nomadops.runtime.preflight;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.AgentMember;
import nomadops.client.model.AgentSelf;
import nomadops.client.model.Grants;
import nomadops.client.model.SchedulerConfiguration;

/// What Nomad was seen to be, without an effect on it.
///
/// @param address as it was given
/// @param now by this machine's clock
/// @param contact whether it was reached
/// @param sent whether a token was sent
/// @param token who the token is; empty when ACLs are off
/// @param grants by its policies
/// @param probed rights that were asked for one by one, where policies could not be read
/// @param region that was asked for; empty for the agent's own
/// @param regions that gossip knows
/// @param skew this machine's clock minus Nomad's; a second either way means nothing
/// @param certificateEnds of the server's certificate
/// @param stream whether the event stream of what the tool follows stays open; empty when it
///   follows none
public record NomadFacts(
    String address,
    Instant now,
    Contact contact,
    boolean sent,
    Look<Optional<Grants.Self>> token,
    Look<Grants> grants,
    Map<Want, Boolean> probed,
    Look<AgentSelf> agent,
    Look<List<AgentMember>> members,
    Look<List<String>> namespaces,
    Optional<String> region,
    Look<List<String>> regions,
    Look<SchedulerConfiguration> scheduler,
    Optional<Duration> skew,
    Optional<Instant> certificateEnds,
    Optional<Look<Boolean>> stream) {

  /// Whether anybody answered.
  public sealed interface Contact {}

  /// It answered.
  ///
  /// @param leader its RPC address; empty while there is none
  public record Reached(Optional<String> leader) implements Contact {}

  /// It was not reached, or what answered is no Nomad.
  public record Unreached(Trouble trouble, String why) implements Contact {}

  /// What kept it from being reached.
  public enum Trouble {
    NAME,
    CONNECTION,
    PLAIN_FOR_TLS,
    TLS_FOR_PLAIN,
    UNTRUSTED,
    WRONG_NAME,
    EXPIRED,
    HANDSHAKE,
    TOKEN_FILE,
    OTHER
  }

  /// What a fault of the first question means.
  static Contact of(NomadFault fault) {
    String why = String.valueOf(fault.getMessage());
    return new Unreached(trouble(fault, causes(fault)), why);
  }

  private static String causes(Throwable fault) {
    StringBuilder all = new StringBuilder();
    for (Throwable at = fault; at != null; at = at.getCause()) {
      all.append(at).append('\n');
    }
    return all.toString();
  }

  private static Trouble trouble(NomadFault fault, String causes) {
    if (causes.contains("HTTP request to an HTTPS server")) {
      return Trouble.PLAIN_FOR_TLS;
    }
    if (causes.contains("Unsupported or unrecognized SSL message")
        || causes.contains("plaintext connection")) {
      return Trouble.TLS_FOR_PLAIN;
    }
    if (causes.contains("CertificateExpired") || causes.contains("NotAfter")) {
      return Trouble.EXPIRED;
    }
    if (causes.contains("No name matching")
        || causes.contains("No subject alternative")
        || causes.contains("SSLPeerUnverified")) {
      return Trouble.WRONG_NAME;
    }
    if (causes.contains("unable to find valid certification path")
        || causes.contains("CertPath")
        || causes.contains("ValidatorException")) {
      return Trouble.UNTRUSTED;
    }
    return fault instanceof NomadFault.NotSent sent
        ? switch (sent.reason()) {
          case UNKNOWN_HOST -> Trouble.NAME;
          case TLS -> Trouble.HANDSHAKE;
          case TOKEN -> Trouble.TOKEN_FILE;
          case UNREACHABLE, CONNECT_TIMEOUT -> Trouble.CONNECTION;
          case CIRCUIT_OPEN, RATE_LIMITED, INTERRUPTED, CLOSED, UNADDRESSABLE -> Trouble.OTHER;
        }
        : Trouble.OTHER;
  }
}
