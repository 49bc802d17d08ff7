package nomadops.drainer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nomadops.drainer.notice.InstanceId;
import nomadops.drainer.plan.Doomed;

/// Instances that were let go without a node: should one register after all, it is drained. For
/// many threads.
final class Departed {
  private static final Duration REMEMBERED = Duration.ofMinutes(30);

  private record Tombstone(Doomed doomed, Instant until) {}

  private final InstantSource clock;
  private final Map<InstanceId, Tombstone> tombstones = new ConcurrentHashMap<>();

  Departed(InstantSource clock) {
    this.clock = clock;
  }

  void remember(Doomed doomed) {
    Instant now = clock.instant();
    tombstones.values().removeIf(old -> old.until().isBefore(now));
    tombstones.put(doomed.instance(), new Tombstone(doomed.afresh(), now.plus(REMEMBERED)));
  }

  /// What was known of it, once; empty if it was never let go, or too long ago.
  Optional<Doomed> take(InstanceId instance) {
    return Optional.ofNullable(tombstones.remove(instance))
        .filter(late -> clock.instant().isBefore(late.until()))
        .map(Tombstone::doomed);
  }
}
