package nomadops.simulator.calibration;

import java.util.Arrays;
import java.util.stream.Stream;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.raft.CostModel;

/// The rows of [Calibration] on a simulator with the calibrated cost model: `SimulatedCalibration
/// DEAD_JOBS ROW...`.
final class SimulatedCalibration {
  private SimulatedCalibration() {}

  public static void main(String[] args) throws Exception {
    try (NomadSimulator nomad =
        NomadSimulator.start(SimulatorOptions.defaults().withCost(CostModel.calibrated()))) {
      nomad.state().seedDeadJobs(DeadJobSeed.of(20_000));
      Stream<String> head = Stream.of(nomad.address().toString());
      Calibration.main(Stream.concat(head, Arrays.stream(args)).toArray(String[]::new));
    }
  }
}
