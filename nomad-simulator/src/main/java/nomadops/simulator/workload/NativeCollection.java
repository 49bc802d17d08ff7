package nomadops.simulator.workload;

import java.io.IOException;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/// Nomad's own collection, called for.
public final class NativeCollection {
  private NativeCollection() {}

  /// Makes a server collect all that is dead, whatever its age (`PUT /v1/system/gc`). It answers
  /// before it has begun.
  ///
  /// @throws IOException when it does not answer 200
  public static void force(URI address) throws IOException, InterruptedException {
    try (WorkloadHttp http = new WorkloadHttp(address)) {
      JsonNode _ = http.send("PUT", "/v1/system/gc", null);
    }
  }
}
