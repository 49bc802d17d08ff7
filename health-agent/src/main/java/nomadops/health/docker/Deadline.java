package nomadops.health.docker;

import java.time.Duration;
import nomadops.client.time.Ticker;

/// Until when something may take.
///
/// @param end a reading of the ticker
record Deadline(Ticker ticker, long end) {
  static Deadline in(Ticker ticker, Duration within) {
    return new Deadline(ticker, ticker.nanos() + within.toNanos());
  }

  /// Not negative.
  Duration left() {
    return Duration.ofNanos(Math.max(0, end - ticker.nanos()));
  }

  boolean passed() {
    return end - ticker.nanos() <= 0;
  }

  /// How long ago it was.
  Duration since() {
    return Duration.ofNanos(Math.max(0, ticker.nanos() - end));
  }

  /// One of so many equal parts of what is left, from now.
  Deadline share(int parts) {
    return in(ticker, left().dividedBy(parts));
  }
}
