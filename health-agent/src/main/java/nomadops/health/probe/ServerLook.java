package nomadops.health.probe;

import java.net.ConnectException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import nomadops.client.NomadClient;
import nomadops.client.fault.NomadFault;
import nomadops.client.model.AgentSelf;
import nomadops.client.model.LeadershipTransfer;
import nomadops.health.probe.policy.Autopilot;
import nomadops.health.probe.policy.ServerSelf;
import nomadops.health.probe.policy.Sight;
import org.jspecify.annotations.Nullable;

/// Asks the Nomad server beside us. Every question ends by the client's time limit.
public final class ServerLook {
  // Tokens are state, too, and a server applies nothing before there is a leader (seen of 2.0.5).
  private static final String READ_AGENT =
      "the token may not read the agent; give it: agent { policy = \"read\" } (a server that has just started knows no"
          + " token until it has applied its state, and that takes a leader)";

  static final String MANAGEMENT =
      "the token may not transfer leadership: Nomad asks for a management token there, operator:write"
          + " is not enough";

  private static final String NO_SERVER = "00000000-0000-0000-0000-000000000000";

  private final NomadClient nomad;
  private final NomadClient stranger;

  /// Of one server.
  ///
  /// @param nomad of the server beside us, each call tried once, within a time limit
  /// @param stranger the same without a token: whether the server lives must not hang on a token
  ///   file of ours
  public ServerLook(NomadClient nomad, NomadClient stranger) {
    this.nomad = nomad;
    this.stranger = stranger;
  }

  /// Whether it answers, and what it says of itself. The leader is not asked.
  public Sight server() throws InterruptedException {
    try {
      return seen(nomad.agent().self());
    } catch (NomadFault fault) {
      return without(fault) ? withoutToken(fault) : sight(fault);
    }
  }

  /// A token that cannot be had says nothing about the server.
  private Sight withoutToken(NomadFault first) throws InterruptedException {
    try {
      stranger.agent().self();
    } catch (NomadFault fault) {
      Sight sight = sight(fault);
      if (!sight.answers()) {
        return sight;
      }
    }
    return Sight.forbidden(String.valueOf(first.getMessage()));
  }

  private static boolean without(NomadFault fault) {
    return fault instanceof NomadFault.NotSent notSent
        && notSent.reason() == NomadFault.Reason.TOKEN;
  }

  private static Sight seen(AgentSelf self) {
    return ServerSelf.of(self)
        .map(Sight::of)
        .orElseGet(() ->
            Sight.blind("the agent " + self.name() + " is no server, or tells of no Raft yet"));
  }

  private static Sight sight(NomadFault fault) throws InterruptedException {
    fault.throwIfInterrupted();
    String said = String.valueOf(fault.getMessage());
    if (fault.isForbidden()) {
      return Sight.forbidden(READ_AGENT);
    }
    return switch (fault) {
      case NomadFault.Answered _, NomadFault.Garbled _ -> Sight.blind(said);
      case NomadFault.MaybeApplied broken ->
          broken.getCause() instanceof SSLException ? Sight.blind(said) : Sight.silent(said);
      case NomadFault.NotSent notSent -> unsent(notSent.reason(), notSent.getCause(), said);
    };
  }

  // What keeps us from asking is nothing against the server: it is given the benefit of the doubt.
  private static Sight unsent(NomadFault.Reason reason, @Nullable Throwable cause, String said) {
    return switch (reason) {
      case CONNECT_TIMEOUT -> Sight.silent(said);
      case UNREACHABLE -> nobodyListens(cause) ? Sight.refused(said) : Sight.silent(said);
      default -> Sight.blind(said);
    };
  }

  private static boolean nobodyListens(@Nullable Throwable cause) {
    // A unix socket that is not there has no exception of its own.
    return cause instanceof ConnectException
        || (cause != null && String.valueOf(cause.getMessage()).contains("No such file"));
  }

  /// What the leader's autopilot says.
  ///
  /// @param now goes into the answer
  public Autopilot autopilot(long now) throws InterruptedException {
    try {
      return new Autopilot.Seen(nomad.operator().autopilotHealth().value(), now);
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      String said = String.valueOf(fault.getMessage());
      if (fault.isForbidden()) {
        return new Autopilot.Forbidden(
            "the token may not ask autopilot; give it: operator { policy = \"read\" }");
      }
      return fault.isNoLeader() ? new Autopilot.NoLeader(said) : new Autopilot.Unseen(said);
    }
  }

  /// Has the lead transferred.
  ///
  /// @throws NomadFault when that failed, or nobody knows whether it did
  public LeadershipTransfer transfer(String server) {
    return nomad.operator().transferLeadership(server);
  }

  /// Whether a transfer would be refused. Asks for one to a server that there is not: Nomad checks
  /// the token first (2.0.5), so this tells rights without an effect.
  ///
  /// @return what is missing, for people; empty when nothing is, or it cannot be told
  public Optional<String> missingForTransfer() throws InterruptedException {
    try {
      nomad.operator().transferLeadership(NO_SERVER);
      return Optional.empty();
    } catch (NomadFault fault) {
      fault.throwIfInterrupted();
      return fault.isForbidden() ? Optional.of(MANAGEMENT) : Optional.empty();
    }
  }
}
