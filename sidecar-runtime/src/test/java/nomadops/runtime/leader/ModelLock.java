package nomadops.runtime.leader;

import java.time.Duration;

/// A lock server in virtual time: as strict as the contract allows, or as Nomad 2.0.5 really
/// behaves.
final class ModelLock {
  enum Manner {
    /// Expires exactly when the TTL ends.
    STRICT,
    /// Expires after twice the TTL; after the delay it lifts whatever lock there is then.
    NOMAD
  }

  private final Manner manner;
  private final long ttl;
  private final long delay;
  private String held = "";
  private long expiresAt;
  private long liftsAt = Long.MAX_VALUE;

  ModelLock(Manner manner, LockTerms terms, Duration delay) {
    this.manner = manner;
    this.ttl = terms.ttl().toNanos() * (manner == Manner.NOMAD ? 2 : 1);
    this.delay = delay.toNanos();
  }

  boolean acquire(String lockId, long now) {
    catchUp(now);
    if (!held.isEmpty() && !held.equals(lockId)) {
      return false;
    }
    if (held.isEmpty()) {
      held = lockId;
      expiresAt = now + ttl;
    }
    return true;
  }

  boolean renew(String lockId, long now) {
    catchUp(now);
    if (!held.equals(lockId) || expiresAt == Long.MAX_VALUE) {
      return false;
    }
    expiresAt = now + ttl;
    return true;
  }

  void release(String lockId, long now) {
    catchUp(now);
    if (held.equals(lockId)) {
      held = "";
      expiresAt = Long.MAX_VALUE;
      if (manner == Manner.STRICT) {
        liftsAt = Long.MAX_VALUE;
      }
    }
  }

  private void catchUp(long now) {
    if (!held.isEmpty() && expiresAt <= now) {
      liftsAt = Math.min(liftsAt, expiresAt + delay);
      expiresAt = Long.MAX_VALUE;
    }
    if (liftsAt <= now) {
      held = "";
      expiresAt = Long.MAX_VALUE;
      liftsAt = Long.MAX_VALUE;
    }
  }
}
