package nomadops.autoscaler.policy.pool;

import java.time.Duration;
import java.time.Instant;

/// A budget of so many a minute; what is not used is kept, up to a minute's worth.
///
/// @param left may be a part of one
/// @param at when it was so
public record Tokens(double left, Instant at) {
  /// A minute's worth.
  static Tokens full(int perMinute, Instant now) {
    return new Tokens(perMinute, now);
  }

  Tokens refilled(int perMinute, Instant now) {
    if (now.isBefore(at)) {
      return this;
    }
    double more = Duration.between(at, now).toMillis() * perMinute / 60_000.0;
    return new Tokens(Math.min(perMinute, left + more), now);
  }

  Tokens less(int n) {
    return new Tokens(left - n, at);
  }

  /// How many may be had now.
  public int whole() {
    return (int) Math.floor(Math.max(0, left) + 1e-9);
  }
}
