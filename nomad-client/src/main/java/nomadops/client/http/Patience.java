package nomadops.client.http;

import java.net.SocketTimeoutException;
import java.time.Duration;
import nomadops.client.time.Ticker;

/// How long the next wait for the other side may be.
sealed interface Patience {

  /// For `SO_TIMEOUT`: at least 1, or 0 for any time.
  ///
  /// @throws SocketTimeoutException when no time is left
  int millis() throws SocketTimeoutException;

  static Patience until(Ticker ticker, Duration fromNow) {
    return new Until(ticker, ticker.nanos() + fromNow.toNanos());
  }

  static Patience each(Duration wait) {
    return new Each(Math.clamp(wait.toMillis(), 1, Integer.MAX_VALUE));
  }

  static Patience endless() {
    return new Each(0);
  }

  /// All waits together: what is left until a moment.
  record Until(Ticker ticker, long nanos) implements Patience {
    @Override
    public int millis() throws SocketTimeoutException {
      long left = nanos - ticker.nanos();
      if (left <= 0) {
        throw new SocketTimeoutException("the time for all of it is over");
      }
      return Math.clamp((left + 999_999) / 1_000_000, 1, Integer.MAX_VALUE);
    }
  }

  /// Every wait anew.
  record Each(int millis) implements Patience {}
}
