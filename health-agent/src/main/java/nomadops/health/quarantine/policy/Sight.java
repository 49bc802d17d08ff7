package nomadops.health.quarantine.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import nomadops.health.check.Health;
import org.jspecify.annotations.Nullable;

/// How a client has been, as seen by this controller.
///
/// A sickness is as old as the oldest of what fails now, and not as old as one that has passed: who
/// was sick of itself is not therefore known to be sick of what begins to fail, which may be what
/// the whole fleet is about to fail.
///
/// @param since when it has been so without a break
/// @param calmSince since when it has not been sick
/// @param failing since when it fails what it fails, without what is excused
record Sight(Health health, Instant since, Instant calmSince, Map<Cause, Instant> failing) {
  Sight {
    failing = Map.copyOf(failing);
  }

  static Sight after(@Nullable Sight before, Diagnosis diagnosis, Instant now) {
    Health health = diagnosis.health();
    Map<Cause, Instant> failing = new HashMap<>();
    for (Cause cause : diagnosis.causes()) {
      failing.put(cause, before == null ? now : before.failing.getOrDefault(cause, now));
    }
    Instant unbroken = before == null || before.health != health ? now : before.since;
    Instant since = failing.values().stream().min(Instant::compareTo).orElse(unbroken);
    boolean sick = health == Health.FAIL || (before != null && before.health == Health.FAIL);
    return new Sight(health, since, before == null || sick ? now : before.calmSince, failing);
  }

  boolean been(Health asked, Duration atLeast, Instant now) {
    return health == asked && !now.isBefore(since.plus(atLeast));
  }

  boolean calm(Duration atLeast, Instant now) {
    return health != Health.FAIL && !now.isBefore(calmSince.plus(atLeast));
  }
}
