package nomadops.drainer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.drain.Latest;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.plan.HookFacts;

/// Lifecycle actions that are over: one that is told again, by another way or late, is not
/// completed again. For many threads.
final class EndedHooks {
  private static final Duration REMEMBERED = Duration.ofMinutes(30);
  private static final int ROOM = 20_000;

  private record Ended(HookFacts facts, Instant until) {}

  private final InstantSource clock;
  private final Map<HookRef, Ended> past = new Latest<>(ROOM);

  EndedHooks(InstantSource clock) {
    this.clock = clock;
  }

  /// How an action ended. One that is open still is forgotten, and so is one without a token: its
  /// hook's next action would look the same.
  synchronized void remember(HookRef hook, HookFacts facts) {
    if (!facts.isOpen() && !hook.token().isBlank()) {
      past.put(hook, new Ended(facts, clock.instant().plus(REMEMBERED)));
    }
  }

  synchronized Optional<HookFacts> find(HookRef hook) {
    return Optional.ofNullable(past.get(hook))
        .filter(ended -> clock.instant().isBefore(ended.until()))
        .map(Ended::facts);
  }
}
