package nomadops.health.report;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Which refusals are worth a line: of each kind one in a minute. Thousands of clients whose secret
/// was not changed in time would fill the log with one line each, every 15 seconds. For many
/// threads.
final class RefusalLog {
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final Map<Refusal, Told> told = new EnumMap<>(Refusal.class);

  private record Told(Instant at, int since) {}

  /// How many of its kind were refused in silence since the last line; empty when this one is, too.
  synchronized Optional<Integer> line(Refusal why, Instant now) {
    Told last = told.get(why);
    if (last == null || Duration.between(last.at(), now).abs().compareTo(QUIET) >= 0) {
      told.put(why, new Told(now, 0));
      return Optional.of(last == null ? 0 : last.since());
    }
    told.put(why, new Told(last.at(), last.since() + 1));
    return Optional.empty();
  }
}
