package nomadops.drainer.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// The signatures that were seen and are still within their window, and what became of each: none
/// is worked off twice. Only who has a secret can fill it; when it is full nothing more is taken,
/// rather than one forgotten. For many threads.
final class Replays {
  private static final Duration TIDIED = Duration.ofSeconds(1);

  private final int most;
  private final Map<String, Seen> seen = new HashMap<>();

  private Instant tidied = Instant.MIN;

  private record Seen(Instant until, CompletableFuture<Outcome> outcome) {}

  /// @param most signatures that are remembered
  Replays(int most) {
    this.most = most;
  }

  sealed interface Turn {

    /// It was not seen before: whoever gets this must complete it.
    record First(CompletableFuture<Outcome> outcome) implements Turn {}

    /// It was seen before.
    ///
    /// @param outcome perhaps not there yet
    record Again(CompletableFuture<Outcome> outcome) implements Turn {}

    record Full() implements Turn {}
  }

  /// @param until it may come once more
  synchronized Turn turn(String signature, Instant until, Instant now) {
    Seen before = seen.get(signature);
    if (before != null) {
      return new Turn.Again(before.outcome());
    }
    tidy(now);
    if (seen.size() >= most) {
      return new Turn.Full();
    }
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    seen.put(signature, new Seen(until, outcome));
    return new Turn.First(outcome);
  }

  /// Looking at all of them for each request would make a storm slower.
  private void tidy(Instant now) {
    if (seen.size() >= most || now.isAfter(tidied.plus(TIDIED))) {
      seen.values().removeIf(old -> old.until().isBefore(now));
      tidied = now;
    }
  }

  /// Nothing came of it: it may be tried again.
  synchronized void forget(String signature) {
    seen.remove(signature);
  }

  synchronized int size() {
    return seen.size();
  }
}
