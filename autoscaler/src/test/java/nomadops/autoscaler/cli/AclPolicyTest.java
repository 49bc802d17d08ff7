package nomadops.autoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import nomadops.autoscaler.target.FakeGroup;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import nomadops.runtime.acl.PolicyFile;
import nomadops.runtime.acl.PolicyMatrix;
import nomadops.runtime.acl.WatchedNomad;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// `autoscaler run` with exactly what `deploy/acl/autoscaler.policy.hcl` grants.
@Timeout(240)
class AclPolicyTest {
  private static final String POOLS =
      "[{name: batch, max: 10, groups: [{asg: spot}], template: {cpu: 4000, memory: 8192}, "
          + PoolRig.BRISK
          + "}]";

  @Test
  void itsPolicyIsEnoughAndNothingOfItIsTooMuch() throws Exception {
    PolicyFile file = PolicyFile.of("autoscaler");
    FakeSignals signals = new FakeSignals();
    try (PoolRig rig = new PoolRig(SimulatorOptions.defaults().withAcl(true));
        WatchedNomad watched = new WatchedNomad(rig.nomad.address());
        PolicyMatrix matrix =
            new PolicyMatrix(rig.nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN)) {
      rig.front = watched.address();
      FakeGroup group = rig.group("spot", 0, 20);
      String token = matrix.withJobs().token("autoscaler", file.rules());
      CompletableFuture<ExitCode> run = rig.run(signals, POOLS, "-token", token);
      rig.nomad.state().register(PoolRig.batch("work", 10, "4s"));
      rig.await("machines", () -> group.desired() == 3);
      rig.await("an empty pool", () -> group.desired() == 0);
      watched.await("GET /v1/operator/scheduler/configuration");
      assertThat(PoolRig.stop(signals, run)).as(rig.said()).isEqualTo(ExitCode.DONE);

      assertThat(watched.refused()).as(rig.said()).isEmpty();
      matrix.check(file, watched.asked());
    }
  }
}
