package nomadops.client.http;

import java.net.SocketTimeoutException;
import java.time.Duration;
import nomadops.client.connection.Connection;
import nomadops.client.time.Ticker;

/// One attempt on the wire: how long it may take, and whether any of it can have been sent.
final class Attempt {
  private final Patience patience;
  private boolean sent;

  private Attempt(Patience patience) {
    this.patience = patience;
  }

  static Attempt of(WireRequest request, Connection connection, Ticker ticker) {
    Duration time = connection.requestTimeout().plus(request.allowance());
    return new Attempt(
        switch (request.body()) {
          case WHOLE -> Patience.until(ticker, time);
          case STREAMED -> Patience.each(time);
          case ENDLESS -> Patience.endless();
        });
  }

  Patience patience() {
    return patience;
  }

  /// What a connection may take: its own time, and no more than is left of the attempt's.
  Duration atMost(Duration connecting) throws SocketTimeoutException {
    int millis = patience.millis();
    Duration left = Duration.ofMillis(millis);
    return millis == 0 || left.compareTo(connecting) > 0 ? connecting : left;
  }

  /// From here on, bytes may have left.
  void sending() {
    sent = true;
  }

  boolean sent() {
    return sent;
  }
}
