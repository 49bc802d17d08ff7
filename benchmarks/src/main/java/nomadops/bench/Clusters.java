package nomadops.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import nomadops.simulator.raft.CostModel;

/// Opens the server under test.
public final class Clusters {
  private Clusters() {}

  /// A real Nomad when there is a binary, else the simulator with its calibrated costs.
  public static Cluster open(Optional<Path> binary) throws IOException, InterruptedException {
    return binary.isPresent()
        ? RealCluster.start(binary.get())
        : new SimulatedCluster(CostModel.calibrated());
  }
}
