package nomadops.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import nomadops.gc.purge.Trail;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import nomadops.simulator.raft.CostModel;
import nomadops.simulator.workload.NativeCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The server's own collection of the same jobs, at the same time.
@Timeout(120)
class NativeCollectionTest {
  private static final int JOBS = 400;

  /// It is over before the next purge: what was queued is gone.
  @Test
  void whatTheServerTakesFirstIsNoFailure() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      RunSummary run = beside(nomad);
      assertThat(run.of("already_gone")).isPositive();
      assertThat(run.of("purged") + run.of("already_gone")).isLessThanOrEqualTo(JOBS);
    }
  }

  /// It takes time, and purges come between: its entry fails.
  @Test
  void whatTheServerFailsToTakeIsPurged() throws Exception {
    try (NomadSimulator nomad =
        NomadSimulator.start(SimulatorOptions.defaults().withCost(CostModel.calibrated()))) {
      RunSummary run = beside(nomad);
      assertThat(run.of("purged")).isPositive();
    }
  }

  private static RunSummary beside(NomadSimulator nomad) throws Exception {
    nomad.state().seedDeadJobs(JOBS);
    nomad
        .faults()
        .inject(
            Match.of("DELETE", "/v1/job/dead-0000050").times(1),
            new Fault.Run(() -> collect(nomad)));
    try (Rig rig = new Rig(nomad, Trail.NONE)) {
      RunSummary run = rig.once();
      assertThat(run.clean()).as(run.toString()).isTrue();
      assertThat(nomad.state().jobs("dead")).isZero();
      Rig.assertSound(nomad.state().journal());
      return run;
    }
  }

  private static void collect(NomadSimulator nomad) {
    try {
      NativeCollection.force(nomad.address());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
