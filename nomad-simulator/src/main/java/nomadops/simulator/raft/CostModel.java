package nomadops.simulator.raft;

import java.time.Duration;

/// Service times of a single busy server. All zero means that every effect is immediate.
///
/// @param entry what one entry of a client's write (register, deregister, node update) costs on the
///   Raft lane
/// @param evalUpdate what one entry of a worker (plan result, finished evaluation) costs on the
///   Raft lane
/// @param commit how long an entry takes to be on disk; entries overlap in it
/// @param schedule how long a worker thinks about one evaluation
/// @param gcPerObject what each job, evaluation or allocation that the built-in GC deletes costs on
///   the Raft lane
/// @param listPerRow what each row costs that a list page scans, whether it is returned or not
public record CostModel(
    Duration entry,
    Duration evalUpdate,
    Duration commit,
    Duration schedule,
    Duration gcPerObject,
    Duration listPerRow) {

  public static CostModel none() {
    Duration zero = Duration.ZERO;
    return new CostModel(zero, zero, zero, zero, zero, zero);
  }

  /// One server of Nomad 2.0.5 on two cores with its Raft log on disk, as measured (see the
  /// module's README).
  public static CostModel calibrated() {
    return new CostModel(
        Duration.ofNanos(1_000_000),
        Duration.ofNanos(700_000),
        Duration.ofNanos(500_000),
        Duration.ofNanos(1_500_000),
        Duration.ofNanos(70_000),
        Duration.ofNanos(13_000));
  }

  public boolean isFree() {
    return equals(none());
  }
}
