package nomadops.runtime.leader;

import java.time.Duration;

/// A fence's answer to one effect.
public sealed interface Permit {

  /// Act now; the effect's request should be given no more than `left`.
  record Granted(Duration left) implements Permit {}

  /// Do not act.
  record Refused(String reason) implements Permit {}
}
