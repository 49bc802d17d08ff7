package nomadops.bench;

import java.io.IOException;
import java.net.URI;

/// The server under test: the simulator with its calibrated costs, or a real Nomad on loopback.
public interface Cluster extends AutoCloseable {
  /// For messages, e.g. `simulator` or `nomad`.
  String name();

  URI address();

  /// Puts dead batch jobs into state; their ids are the prefix and a number of seven digits.
  void seed(String idPrefix, int count) throws IOException, InterruptedException;

  /// Waits, within a bound, until the scheduler has nothing left to do.
  void settle() throws InterruptedException;

  @Override
  void close();
}
