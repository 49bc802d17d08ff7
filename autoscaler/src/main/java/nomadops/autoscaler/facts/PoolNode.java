package nomadops.autoscaler.facts;

import java.time.Instant;
import java.util.Optional;
import nomadops.autoscaler.shape.NodeProfile;
import nomadops.autoscaler.shape.Room;

/// A client of a pool, and what is on it.
///
/// @param id the node's
/// @param instance the cloud's id of its machine; empty when the node does not say
/// @param eligible may take new work (`SchedulingEligibility`)
/// @param free what is left beside every allocation that is not over, system jobs' too
/// @param used what allocations of service and batch jobs take
/// @param allocations of service and batch jobs that are not over
/// @param busyUntil when the last of them is expected to end; empty when nothing runs or nobody
///   knows
/// @param keep is not to be disturbed, by its meta `nomad-ops.autoscaler/keep`, or because this
///   process runs on it
/// @param registeredAt when it was first seen, or its machine launched
/// @param lastDrain when its last drain began, changed or ended; empty when it never had one
/// @param idleSince since when nothing of service and batch jobs is on it; empty while something is
public record PoolNode(
    String id,
    String name,
    Optional<String> instance,
    NodeProfile profile,
    Status status,
    boolean eligible,
    boolean draining,
    Room free,
    nomadops.autoscaler.shape.Resources used,
    int allocations,
    Optional<Instant> busyUntil,
    boolean keep,
    Instant registeredAt,
    Optional<Instant> lastDrain,
    Optional<Instant> idleSince) {
  /// Nomad's words.
  public enum Status {
    INITIALIZING,
    READY,
    DOWN,
    DISCONNECTED
  }

  /// Takes new work now.
  public boolean takesWork() {
    return status == Status.READY && eligible && !draining;
  }

  /// Nothing of service and batch jobs is on it.
  public boolean empty() {
    return allocations == 0;
  }
}
