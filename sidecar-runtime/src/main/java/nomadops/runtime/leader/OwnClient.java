package nomadops.runtime.leader;

import java.time.Duration;
import nomadops.client.NomadClient;
import nomadops.client.connection.CircuitBreaking;
import nomadops.client.connection.Connection;
import nomadops.client.connection.RateLimit;
import nomadops.client.connection.Retries;
import nomadops.runtime.Stop;

/// A leadership with a client of its own. Its requests must not wait behind the tool's, nor be
/// repeated by the client: an answer that comes after a few seconds is of no use, and the state
/// machine repeats by itself.
record OwnClient(Leadership inner, NomadClient client) implements Leadership {
  private static final Duration BRISK = Duration.ofSeconds(3);

  static Connection brisk(Connection connection) {
    return new Connection(
        connection.address(),
        connection.region(),
        connection.namespace(),
        connection.token(),
        connection.tls(),
        BRISK,
        BRISK,
        RateLimit.NONE,
        Retries.NONE,
        CircuitBreaking.OFF);
  }

  @Override
  public Fence fence() {
    return inner.fence();
  }

  @Override
  public Standing standing() {
    return inner.standing();
  }

  @Override
  public void run(Stop stop) throws Exception {
    inner.run(stop);
  }

  @Override
  public void close() {
    try {
      inner.close();
    } finally {
      client.close();
    }
  }
}
