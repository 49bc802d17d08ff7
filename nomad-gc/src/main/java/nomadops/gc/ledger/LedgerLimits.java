package nomadops.gc.ledger;

import java.time.Duration;

/// Bounds of the ledger's memory and patience.
///
/// @param tombstones how many purges are remembered; older ones are covered by the index floor
/// @param troubles how many jobs may wait or be parked; beyond that the ledger admits nothing new
/// @param maxAttempts failed attempts before a job is parked
/// @param firstBackoff doubled with every failed attempt, up to `maxBackoff`
/// @param settle how long a DELETE whose answer was lost is given to take effect before the job is
///   read again: longer than Nomad holds a write in its Raft queue (30 s), so that a late first
///   DELETE cannot meet a second
public record LedgerLimits(
    int tombstones,
    int reused,
    int troubles,
    int maxAttempts,
    Duration firstBackoff,
    Duration maxBackoff,
    Duration settle) {
  public static final LedgerLimits DEFAULT =
      new LedgerLimits(
          65_536,
          65_536,
          20_000,
          6,
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          Duration.ofSeconds(60));

  /// The wait after the n-th failure, n from 1.
  Duration backoff(int failures) {
    Duration wait = firstBackoff.multipliedBy(1L << Math.min(failures - 1, 30));
    return wait.compareTo(maxBackoff) > 0 ? maxBackoff : wait;
  }
}
