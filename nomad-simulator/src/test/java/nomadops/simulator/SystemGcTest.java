package nomadops.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import nomadops.simulator.raft.CostModel;
import nomadops.simulator.workload.NaivePurge;
import nomadops.simulator.workload.NativeCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The built-in collection beside somebody who purges. A real 2.0.5 that was told to collect 20,000
/// jobs while nomad-gc was at work on the same collected none of them.
@Timeout(60)
class SystemGcTest {
  private static final int JOBS = 3_000;

  /// It reads for seconds, and deletes in no time.
  private static final CostModel SLOW_READER =
      new CostModel(
          Duration.ofNanos(1),
          Duration.ofNanos(1),
          Duration.ofNanos(1),
          Duration.ofNanos(1),
          Duration.ofNanos(1),
          Duration.ofNanos(1),
          Duration.ofNanos(300_000),
          Duration.ofMillis(200));

  @Test
  void aJobThatSomebodyPurgesMeanwhileMakesItsEntryFailAndThoseAfterIt() throws Exception {
    assertThat(leftAfter(List.of("dead-0000000"))).isEqualTo(JOBS - 1);
  }

  @Test
  void whereNobodyPurgesAllGo() throws Exception {
    assertThat(leftAfter(List.of())).isZero();
  }

  private static int leftAfter(List<String> purged) throws Exception {
    try (NomadSimulator nomad =
        NomadSimulator.start(SimulatorOptions.defaults().withCost(SLOW_READER))) {
      nomad.state().seedDeadJobs(JOBS);
      NativeCollection.force(nomad.address());
      var report = NaivePurge.run(nomad.address(), purged);
      assertThat(report.applied()).isEqualTo(purged.size());
      while (nomad.state().evaluations("complete") > purged.size()) {
        Thread.sleep(20);
      }
      // The entries of jobs follow at once.
      Thread.sleep(500);
      return nomad.state().jobs("dead");
    }
  }
}
