package nomadops.autoscaler.target.aws;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import nomadops.autoscaler.target.Target.Outcome;
import nomadops.client.time.Ticker;

/// Machines that AWS was told to end a moment ago. A description may be a little behind, and a call
/// whose answer was lost may still be on its way: told again, a group could give up two for one.
final class SentEnds {
  private static final Duration SETTLED = Duration.ofSeconds(30);

  private record Sent(long nanos, boolean answered) {}

  private final Ticker ticker;
  private final Map<String, Sent> sent = new HashMap<>();

  SentEnds(Ticker ticker) {
    this.ticker = ticker;
  }

  /// @param answered AWS said that it does so; false when nobody knows
  void sent(String instance, boolean answered) {
    sent.put(instance, new Sent(ticker.nanos(), answered));
  }

  /// What speaks against telling it now.
  Optional<Outcome> objection(String group, String instance) {
    sent.values().removeIf(last -> ticker.nanos() - last.nanos >= SETTLED.toNanos());
    return Optional.ofNullable(sent.get(instance))
        .map(last ->
            last.answered
                ? new Outcome.Already(
                    "group %s: %s was told to end a moment ago".formatted(group, instance))
                : new Outcome.Later(
                    "group %s: %s was told to end, and it is not known yet whether it does"
                        .formatted(group, instance)));
  }
}
