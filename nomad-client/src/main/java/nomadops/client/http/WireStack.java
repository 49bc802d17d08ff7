package nomadops.client.http;

import java.util.random.RandomGenerator;
import nomadops.client.connection.Connection;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;

/// The decorators of a request, in one list: the last one named is the first to see it.
public final class WireStack {
  private WireStack() {}

  /// A wire to the connection's address.
  public static Wire build(
      Connection connection,
      WireObserver observer,
      Ticker ticker,
      Pause pause,
      RandomGenerator random) {
    // Sockets wait in the machine's own time, whatever the given ticker says.
    Wire wire = new HttpWire(connection, Ticker.system());
    wire = new ObservedWire(wire, observer, ticker);
    wire = new TokenWire(wire, connection);
    wire = CircuitBreakingWire.around(wire, connection, observer, ticker);
    wire = RateLimitedWire.around(wire, connection, pause);
    wire = new RetryingWire(wire, connection.retries(), observer, pause, random);
    return wire;
  }
}
