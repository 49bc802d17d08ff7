package nomadops.runtime.admin;

import java.time.Duration;
import java.util.Optional;
import nomadops.client.time.Ticker;

/// Proof that a loop still turns.
public final class Heartbeat {
  private final Ticker ticker;
  private final Duration longestSilence;
  private volatile long last;

  Heartbeat(Ticker ticker, Duration longestSilence) {
    this.ticker = ticker;
    this.longestSilence = longestSilence;
    this.last = ticker.nanos();
  }

  /// Called by the loop once a turn.
  public void beat() {
    last = ticker.nanos();
  }

  Optional<String> fault() {
    Duration silence = Duration.ofNanos(ticker.nanos() - last);
    return silence.compareTo(longestSilence) > 0
        ? Optional.of(
            "no turn for "
                + silence.toSeconds()
                + "s, at most "
                + longestSilence.toSeconds()
                + "s is normal")
        : Optional.empty();
  }
}
