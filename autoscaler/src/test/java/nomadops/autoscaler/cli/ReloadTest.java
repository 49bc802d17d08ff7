package nomadops.autoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import nomadops.autoscaler.target.FakeGroup;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// SIGHUP reads the file again: what changed is in force, what stays is not forgotten.
@Timeout(180)
class ReloadTest {
  private static final String BATCH =
      """
      - name: batch
        max: 10
        ends-per-minute: 0
        groups: [{asg: spot}]
        template: {cpu: 4000, memory: 8192}
        patience: 0s
        boot-lag: 1s
        max-wait: 1s
        idle-for: 0s
        protect-new: 0s
        window: 1s
        cordon-percent: 100
        fill: 1
      """;

  private final PoolRig rig = new PoolRig();
  private final FakeSignals signals = new FakeSignals();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    rig.close();
  }

  private Path file(String pools, String more) throws IOException {
    return Files.writeString(
        folder.resolve("autoscaler.yaml"),
        "aws-region: eu-central-1\ninterval: 1s\n" + more + "pools:\n" + pools);
  }

  /// Three nodes that were needed, are closed, and must not end.
  private CompletableFuture<ExitCode> withThreeClosedNodes(FakeGroup group) throws Exception {
    CompletableFuture<ExitCode> run = rig.run(signals, file(BATCH, ""));
    rig.nomad.state().register(PoolRig.batch("work", 10, "1s"));
    rig.await("machines", () -> group.desired() == 3);
    rig.await("closed nodes", () -> rig.shut() == 3);
    return run;
  }

  @Test
  void aBadFileIsRefusedWholeAndTheOldOneStaysInForce() throws Exception {
    FakeGroup group = rig.group("spot", 0, 20);
    CompletableFuture<ExitCode> run = rig.run(signals, file(BATCH, ""));
    String admin = rig.admin();
    assertThat(PoolRig.got(admin + "/metrics"))
        .contains("nomad_ops_config_last_reload_successful 1.0");

    for (String bad :
        new String[] {
          BATCH.replace("max: 10", "max: ten"),
          BATCH.replace("groups: [{asg: spot}]", "groups: []"),
          BATCH + "- {name: more, max: 1, groups: [{asg: other}]}\n",
          BATCH.replace("- name", "name")
        }) {
      rig.err.reset();
      file(bad, "");
      signals.sendWhenHeard("HUP");
      assertThat(rig.said()).contains("SIGHUP: the configuration stays").contains("fault");
    }
    file(BATCH, "intervall: 3s\n");
    signals.sendWhenHeard("HUP");
    assertThat(rig.said()).contains("intervall").contains("did you mean \"interval\"?");
    assertThat(PoolRig.got(admin + "/metrics"))
        .contains("nomad_ops_config_last_reload_successful 0.0");

    rig.nomad.state().register(PoolRig.batch("work", 10, "1h"));
    rig.await("machines, as the old file has it", () -> group.desired() == 3);
    file(BATCH, "");
    signals.sendWhenHeard("HUP");
    assertThat(PoolRig.got(admin + "/metrics"))
        .contains("nomad_ops_config_last_reload_successful 1.0");
    assertThat(PoolRig.stop(signals, run)).as(rig.said()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aPoolThatStaysGoesOnWithTheNodesItClosed() throws Exception {
    FakeGroup group = rig.group("spot", 0, 20);
    CompletableFuture<ExitCode> run = withThreeClosedNodes(group);
    String admin = rig.admin();

    file(BATCH.replace("ends-per-minute: 0", "ends-per-minute: 50"), "owner: somebody\n");
    signals.sendWhenHeard("HUP");
    assertThat(rig.said())
        .contains("SIGHUP: not taken, since it needs a restart: [owner: nomad-ops/autoscaler -> ");
    rig.await("an empty pool", () -> group.desired() == 0);

    assertThat(rig.aws.ends()).as(rig.said()).isEqualTo(3);
    assertThat(rig.said()).as("none was opened meanwhile").doesNotContain(": open client-");
    assertThat(PoolRig.got(admin + "/metrics"))
        .contains("nomad_ops_config_last_reload_successful 1.0")
        .contains("nomad_ops_config_last_reload_success_timestamp_seconds");
    assertThat(PoolRig.stop(signals, run)).as(rig.said()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void thePoolThatIsLeftOutOpensItsNodesAndAnotherOneComes() throws Exception {
    FakeGroup group = rig.group("spot", 0, 20);
    FakeGroup other = rig.group("gpu", 0, 20);
    CompletableFuture<ExitCode> run = withThreeClosedNodes(group);
    String admin = rig.admin();

    file(BATCH.replace("name: batch", "name: gpu\n  min: 1").replace("spot", "gpu"), "");
    signals.sendWhenHeard("HUP");
    rig.await("open nodes", () -> rig.open() >= 3);
    rig.await("the new pool's min", () -> other.desired() == 1);

    assertThat(group.desired()).as("its machines stay").isEqualTo(3);
    assertThat(rig.said()).contains("pool batch is out of the configuration");
    String metrics = PoolRig.got(admin + "/metrics");
    assertThat(metrics).contains("nomad_ops_autoscaler_pool_size{pool=\"gpu\"}");
    assertThat(metrics).doesNotContain("nomad_ops_autoscaler_pool_size{pool=\"batch\"}");
    rig.await(
        "nothing left of it",
        () -> !PoolRig.got(admin + "/status").contains("closed_nodes_of_removed_pools"));
    assertThat(PoolRig.stop(signals, run)).as(rig.said()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aNodeOfAGroupThatIsTakenOutOfThePoolIsOpenedAgain() throws Exception {
    FakeGroup group = rig.group("spot", 0, 20);
    rig.group("other", 0, 20);
    CompletableFuture<ExitCode> run = withThreeClosedNodes(group);

    file(BATCH.replace("asg: spot", "asg: other"), "");
    signals.sendWhenHeard("HUP");
    rig.await("open nodes", () -> rig.open() == 3);

    rig.await("its word", () -> rig.said().contains("group spot is of this pool no more"));
    assertThat(rig.aws.ends()).isZero();
    assertThat(PoolRig.stop(signals, run)).as(rig.said()).isEqualTo(ExitCode.DONE);
  }
}
