package nomadops.health.quarantine.policy;

import java.time.Duration;
import java.time.Instant;
import nomadops.health.check.Health;
import org.jspecify.annotations.Nullable;

/// How a client has been, as seen by this controller.
///
/// @param since when it has been so without a break
/// @param calmSince since when it has not been sick
record Sight(Health health, Instant since, Instant calmSince) {

  static Sight after(@Nullable Sight before, Health health, Instant now) {
    if (before == null) {
      return new Sight(health, now, now);
    }
    return new Sight(
        health,
        before.health == health ? before.since : now,
        health == Health.FAIL || before.health == Health.FAIL ? now : before.calmSince);
  }

  boolean been(Health asked, Duration atLeast, Instant now) {
    return health == asked && !now.isBefore(since.plus(atLeast));
  }

  boolean calm(Duration atLeast, Instant now) {
    return health != Health.FAIL && !now.isBefore(calmSince.plus(atLeast));
  }
}
