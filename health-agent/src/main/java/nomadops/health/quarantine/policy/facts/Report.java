package nomadops.health.quarantine.policy.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// The last that was heard of a client.
///
/// @param verdicts by check
/// @param received by our clock, as clients' clocks may be wrong
public record Report(Map<String, Verdict> verdicts, Instant received) {
  public Report {
    verdicts = Map.copyOf(verdicts);
  }

  /// Whether it still tells how the client is. A report from the future tells nothing, either: our
  /// clock was set back, and nobody knows how old it is.
  public boolean tells(Instant now, Duration longest) {
    return Duration.between(received, now).abs().compareTo(longest) <= 0;
  }
}
