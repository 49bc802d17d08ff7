package nomadops.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nomadops.runtime.acl.PolicyFile;
import nomadops.runtime.acl.PolicyMatrix;
import nomadops.runtime.acl.WatchedNomad;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `exporter run` with exactly what `deploy/acl/exporter.policy.hcl` grants.
@Timeout(240)
class AclPolicyTest {

  @Test
  void itsPolicyIsEnoughAndNothingOfItIsTooMuch() throws Exception {
    proved(PolicyFile.of("exporter"), "none", "GET /v1/operator/autopilot/health");
  }

  @Test
  void theLockTakesWhatStandsThereForIt() throws Exception {
    proved(PolicyFile.of("exporter").whole(), "lock", "GET /v1/var/nomad-ops/exporter/leader");
  }

  private static void proved(PolicyFile file, String leader, String last) throws Exception {
    try (RunRig rig = new RunRig(SimulatorOptions.defaults().withAcl(true).withNodes(2));
        WatchedNomad watched = new WatchedNomad(rig.nomad.address());
        PolicyMatrix matrix =
            new PolicyMatrix(rig.nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN).withJobs()) {
      RunRig _ = rig.withWork();
      String token = matrix.token("exporter", file.rules());
      PolicyMatrix.Held held = matrix.hold("nomad-ops/exporter/leader");

      Replica exporter =
          rig.exporter(watched.address(), Map.of("NOMAD_TOKEN", token), "-leader", leader);
      watched.await(last);
      held.release();
      Page page = exporter.untilReady().until("every job", p -> p.sum("nomad_jobs") == 10);
      assertThat(page.value("nomad_cluster_leader")).isEqualTo(1);
      watched.await("GET /v1/agent/self");
      watched.await("GET /v1/operator/scheduler/configuration");
      watched.await("GET /v1/event/stream");
      exporter.stop();

      assertThat(watched.refused()).as(exporter.said()).isEmpty();
      matrix.check(file, watched.asked());
    }
  }
}
