package nomadops.client;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/// The `X-Nomad-*` headers of an answer. A header that was not sent is empty, never 0.
///
/// @param index the state's Raft index when the answer was made (`X-Nomad-Index`)
/// @param knownLeader whether the answering server knew a leader (`X-Nomad-KnownLeader`)
/// @param lastContact how long ago the answering server last heard from the leader
///   (`X-Nomad-LastContact`)
/// @param nextToken where the next page starts (`X-Nomad-NextToken`); empty on the last page
public record ResponseMeta(
    OptionalLong index,
    Optional<Boolean> knownLeader,
    Optional<Duration> lastContact,
    Optional<String> nextToken) {

  /// No header at all.
  public static final ResponseMeta NONE =
      new ResponseMeta(OptionalLong.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public ResponseMeta {
    Objects.requireNonNull(index, "index");
    Objects.requireNonNull(knownLeader, "knownLeader");
    Objects.requireNonNull(lastContact, "lastContact");
    Objects.requireNonNull(nextToken, "nextToken");
  }
}
