package nomadops.gc.ledger;

import java.time.Instant;

/// A job version whose deletion failed or was put off.
///
/// @param modifyIndex the version and state that it is about: a greater one clears the trouble
/// @param round the list round in which a row of it was last seen
record Trouble(
    long modifyIndex, int failures, Instant until, boolean parked, String why, long round) {
  Trouble seenIn(long now) {
    return new Trouble(modifyIndex, failures, until, parked, why, now);
  }
}
