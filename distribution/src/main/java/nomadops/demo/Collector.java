package nomadops.demo;

import java.io.IOException;
import java.net.URI;

/// Starts nomad-gc as an operator would; the demo only watches what becomes of the cluster.
public interface Collector {
  /// Starts collecting the dead jobs of the cluster at this address, and returns at once.
  Collection start(URI address) throws IOException;

  /// A collection under way.
  interface Collection extends AutoCloseable {
    boolean running();

    /// Its exit code once it is no longer running.
    int exitCode();

    /// Ends it in an orderly way if it still runs.
    @Override
    void close();
  }
}
