package nomadops.drainer.lifecycle;

import java.time.Duration;

/// How long a lifecycle hook waits.
///
/// @param heartbeatTimeout after which the hook gives up, unless a heartbeat comes (30 s to 2 h)
/// @param globalTimeout after which it gives up whatever comes: 48 h or 100 heartbeat timeouts,
///   whichever is less
/// @param otherwise the result when it gives up
public record HookTerms(Duration heartbeatTimeout, Duration globalTimeout, HookResult otherwise) {

  /// What AWS said of a hook.
  public sealed interface Answer {
    record Known(HookTerms terms) implements Answer {}

    /// There is no such hook or group.
    record Unknown(String reason) implements Answer {}

    /// Not answered: throttled, unreachable, not allowed.
    record Failed(String reason) implements Answer {}
  }
}
