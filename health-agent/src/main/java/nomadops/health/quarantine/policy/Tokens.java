package nomadops.health.quarantine.policy;

import java.time.Duration;
import java.time.Instant;
import nomadops.health.quarantine.policy.QuarantineTerms.Rate;

/// A budget that refills with time, counted in whole numbers so that it is the same everywhere.
///
/// @param credit in milliseconds times tokens: one token is worth the milliseconds of the rate's
///   `per`
/// @param at when it was so
record Tokens(long credit, Instant at) {
  /// Nothing yet: a controller that starts over and over gains nothing by it.
  static Tokens none(Instant now) {
    return new Tokens(0, now);
  }

  Tokens refilled(Rate rate, Instant now) {
    if (now.isBefore(at)) {
      return this;
    }
    Duration elapsed = Duration.between(at, now);
    Duration filling = rate.per().multipliedBy(rate.burst());
    long millis = elapsed.compareTo(filling) > 0 ? filling.toMillis() : elapsed.toMillis();
    return new Tokens(
        Math.min(rate.burst() * rate.per().toMillis(), credit + millis * rate.tokens()), now);
  }

  boolean enough(Rate rate) {
    return credit >= rate.per().toMillis();
  }

  Tokens lessOne(Rate rate) {
    return new Tokens(credit - rate.per().toMillis(), at);
  }
}
