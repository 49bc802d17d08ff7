package nomadops.simulator.raft;

import java.time.Duration;

/// Service times of a single busy server. All zero means that every effect is immediate.
///
/// @param entry what a client's write (register, deregister, node update) costs on the Raft lane
/// @param pausedEntry the same while the eval broker is paused and the workers leave the processor
///   alone
/// @param workerPass what each of the two passes of a worker's evaluation costs on the Raft lane: a
///   worker that wants to submit its result stands in the same line as the clients' writes
/// @param schedule how long a worker thinks about one evaluation, beside the lane
/// @param answer how long an answer takes to reach its client once the entry is applied
/// @param gcPerObject what each job, evaluation or allocation that the built-in GC deletes costs on
///   the Raft lane
/// @param listPerRow what each row costs that a list scans, whether it is returned or not
/// @param clientUpdate how long a client collects changes of its allocations before it reports them
public record CostModel(
    Duration entry,
    Duration pausedEntry,
    Duration workerPass,
    Duration schedule,
    Duration answer,
    Duration gcPerObject,
    Duration listPerRow,
    Duration clientUpdate) {

  public static CostModel none() {
    Duration zero = Duration.ZERO;
    return new CostModel(zero, zero, zero, zero, zero, zero, zero, zero);
  }

  /// One server of Nomad 2.0.5 on two cores with its Raft log on disk, as measured (see the
  /// module's README).
  public static CostModel calibrated() {
    return new CostModel(
        Duration.ofNanos(1_550_000),
        Duration.ofNanos(570_000),
        Duration.ofNanos(400_000),
        Duration.ofNanos(800_000),
        Duration.ofNanos(200_000),
        Duration.ofNanos(100_000),
        Duration.ofNanos(3_000),
        Duration.ofMillis(200));
  }

  public boolean isFree() {
    return equals(none());
  }
}
