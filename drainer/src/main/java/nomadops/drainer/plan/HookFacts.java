package nomadops.drainer.plan;

import java.time.Instant;
import java.util.Optional;

/// How a lifecycle action stands.
///
/// @param closes when AWS gives up waiting, whatever heartbeats come; empty while unknown
/// @param gone since when AWS has known it no more
public record HookFacts(State state, Optional<Instant> closes, Optional<Instant> gone) {
  /// How far it is.
  public enum State {
    /// AWS waits, as far as we know.
    OPEN,
    /// AWS took our completion.
    COMPLETED,
    /// AWS knows it no more: it timed out, or somebody else completed it.
    GONE
  }

  public static final HookFacts OPEN =
      new HookFacts(State.OPEN, Optional.empty(), Optional.empty());

  public boolean isOpen() {
    return state == State.OPEN;
  }
}
