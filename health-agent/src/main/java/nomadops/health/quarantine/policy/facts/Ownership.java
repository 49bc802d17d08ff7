package nomadops.health.quarantine.policy.facts;

import java.time.Instant;
import java.util.OptionalLong;

/// That a client's being ineligible is our doing. Nomad has no place for that beside the
/// eligibility, so a record is kept of it: written without an index before the client is touched,
/// and once more with the index that our write left.
///
/// @param by which controller, for people
/// @param reason for people
/// @param since when it was decided
/// @param expires from when on doubt about the client is enough to let it work again
/// @param index of the client after our write; empty as long as nobody knows whether it was done.
///   Nomad answers index 0 when the client was ineligible already: then it is not our doing
///   (`nomad/node_endpoint.go`, `UpdateEligibility`, which returns early)
public record Ownership(
    String by, String reason, Instant since, Instant expires, OptionalLong index) {
  public Ownership {
    if (index.isPresent() && index.getAsLong() <= 0) {
      throw new IllegalArgumentException(
          "index is " + index.getAsLong() + "; an index that a write left is 1 or more");
    }
    if (expires.isBefore(since)) {
      throw new IllegalArgumentException(
          "expires is " + expires + ", before since, which is " + since);
    }
  }

  /// The same once our write was answered.
  public Ownership done(long left) {
    return new Ownership(by, reason, since, expires, OptionalLong.of(left));
  }
}
