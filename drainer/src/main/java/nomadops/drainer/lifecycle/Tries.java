package nomadops.drainer.lifecycle;

import java.time.Instant;

/// When something is tried next.
///
/// @param failures how often in a row it has failed
/// @param reason of the last failure; empty when there was none
record Tries(Instant at, int failures, String reason) {

  static Tries first(Instant at) {
    return new Tries(at, 0, "");
  }

  Tries failed(Instant next, String why) {
    return new Tries(next, failures + 1, why);
  }

  boolean isDue(Instant now) {
    return !now.isBefore(at);
  }
}
