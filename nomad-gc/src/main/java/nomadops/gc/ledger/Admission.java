package nomadops.gc.ledger;

import java.time.Instant;

/// The ledger's answer to a candidate.
public sealed interface Admission {
  /// The caller owns the job until it settles an outcome.
  record Admitted() implements Admission {}

  /// Another attempt owns it.
  record InFlight() implements Admission {}

  /// The row is older than our own purge of the job.
  record AlreadyPurged(long purgeIndex) implements Admission {}

  /// The page is older than purges that the ledger has forgotten: none of its rows can be trusted.
  record PageTooStale(long floor) implements Admission {}

  /// A newer state of the job was seen already: the page is stale.
  record Outdated(long newest) implements Admission {}

  /// A failed or deferred attempt waits until then.
  record Waiting(Instant until, int failures) implements Admission {}

  /// Failed too often. Not tried again until the job changes.
  record Parked(int failures, String why) implements Admission {}

  /// So many jobs failed that something larger is wrong.
  record Overloaded(int troubles) implements Admission {}
}
