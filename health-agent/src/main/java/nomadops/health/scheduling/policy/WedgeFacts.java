package nomadops.health.scheduling.policy;

import java.util.Optional;

/// What is known at one look. What could not be read is empty, and is never taken for good news.
///
/// @param leading this server is the Raft leader
/// @param outcome of the look; empty when there was none, as this server does not lead
/// @param servers as autopilot sees them
/// @param broker what the leader's eval broker gets done
/// @param record who was condemned
public record WedgeFacts(
    boolean leading,
    Optional<Outcome> outcome,
    Optional<Servers> servers,
    Optional<Broker> broker,
    Optional<Condemnations> record) {

  /// This server does not lead, or does not answer.
  public static WedgeFacts following() {
    return new WedgeFacts(
        false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// A look whose outcome says enough.
  public static WedgeFacts of(Outcome outcome) {
    return new WedgeFacts(
        true, Optional.of(outcome), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// The other servers.
  ///
  /// @param tolerance how many voters may fail without a loss of quorum
  /// @param others healthy voters beside this one
  public record Servers(int tolerance, int others) {}

  /// The leader's eval broker.
  ///
  /// @param acknowledged evaluations that any server's workers finished in the latest interval of
  ///   the leader's metrics
  /// @param ready evaluations that wait for a worker
  public record Broker(long acknowledged, long ready) {}
}
