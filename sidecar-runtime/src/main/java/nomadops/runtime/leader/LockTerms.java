package nomadops.runtime.leader;

import java.time.Duration;

/// The times of a lock, all derived from its TTL.
///
/// @param ttl how long the server keeps the lock without a renewal, at the least. Nomad 1.7 to 2.0
///   in fact wait twice as long; that is not promised and not relied on
/// @param delay how long the server keeps others out after that
public record LockTerms(Duration ttl, Duration delay) {

  public LockTerms {
    if (ttl.compareTo(Duration.ofSeconds(15)) < 0) {
      throw new IllegalArgumentException("a lock's TTL is at least 15s, not " + ttl);
    }
  }

  /// A TTL of 15 s. The delay is short: the fence is shut long before the TTL ends, so nothing is
  /// left to wait out.
  public static LockTerms standard() {
    return of(Duration.ofSeconds(15));
  }

  /// The usual terms for a TTL.
  public static LockTerms of(Duration ttl) {
    return new LockTerms(ttl, Duration.ofSeconds(1));
  }

  /// The fence shuts this much before the TTL ends: covers clock rates that differ by some percent,
  /// and an effect's way to the server.
  long marginNanos() {
    return ttl.toNanos() / 5;
  }

  long ttlNanos() {
    return ttl.toNanos();
  }

  long renewNanos() {
    return ttl.toNanos() / 3;
  }

  /// Between two attempts to acquire: from a sixth to a third of the TTL.
  long retryNanos(double jitter) {
    return (long) (ttl.toNanos() / 6.0 * (1 + jitter));
  }

  /// After a fault.
  long faultRetryNanos(double jitter) {
    return (long) (ttl.toNanos() / 15.0 * (0.5 + jitter));
  }
}
