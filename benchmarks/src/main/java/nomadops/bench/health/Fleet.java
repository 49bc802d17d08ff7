package nomadops.bench.health;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;

/// A simulated cluster of clients in one pool, and the secret that their agents sign with.
final class Fleet implements AutoCloseable {
  static final String SECRET = "0123456789abcdef0123456789abcdef";

  private final NomadSimulator nomad =
      NomadSimulator.start(SimulatorOptions.defaults().withNodes(0));
  private final List<String> nodes = new ArrayList<>();
  private final Path secretFile;

  Fleet(int clients) throws IOException {
    for (int i = 0; i < clients; i++) {
      nodes.add(nomad.state().addNode("client-" + i, Map.of(), Map.of()));
    }
    secretFile = Files.createTempFile("nomad-ops-bench", ".secret");
    Path _ = Files.writeString(secretFile, SECRET + "\n");
  }

  URI address() {
    return nomad.address();
  }

  List<String> nodes() {
    return nodes;
  }

  Path secretFile() {
    return secretFile;
  }

  Ineligible ineligible() {
    return Ineligible.of(nomad.state().journal().effects());
  }

  /// A `health controller` of the launcher's that acts upon it. Its rate lets a whole fleet out in
  /// minutes, so that the share alone bounds what is done; and it is as hasty as it can be told to
  /// be.
  LaunchedHealth controller() throws IOException, InterruptedException {
    return LaunchedHealth.start(
        List.of(
            "controller",
            "--address=" + address(),
            "--dry-run=false",
            "--report-address=127.0.0.1:0",
            "--report-secret-file=" + secretFile,
            "--interval=5s",
            "--calm=6m",
            "--sick-for=10s",
            "--rate=10000",
            "--burst=10000"));
  }

  @Override
  public void close() throws IOException {
    nomad.close();
    boolean _ = Files.deleteIfExists(secretFile);
  }
}
