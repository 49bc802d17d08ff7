package nomadops.autoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nomadops.autoscaler.target.FakeGroup;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// From a queue in Nomad to machines in Auto Scaling and back, all of it over the wire.
class AutoscalerRunTest {
  private static final String TEMPLATE = "template: {cpu: 4000, memory: 8192}";
  private static final String POOLS =
      "[{name: batch, max: 10, groups: [{asg: spot}], " + TEMPLATE + ", " + PoolRig.BRISK + "}]";

  private final PoolRig rig = new PoolRig();
  private final FakeSignals signals = new FakeSignals();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void fromNoNodesItLaunchesWhatTheQueueTakesAndGivesAllBackOnceItIsEmpty() throws Exception {
    FakeGroup group = rig.group("spot", 0, 20);
    CompletableFuture<ExitCode> run = rig.run(signals, POOLS);
    rig.nomad.state().register(PoolRig.batch("work", 10, "4s"));

    rig.await("machines", () -> group.desired() == 3);
    rig.await("the end of the work", () -> rig.nomad.state().jobs("dead") == 1);
    assertThat(group.desired()).as("no more than the queue took").isEqualTo(3);
    rig.await("an empty pool", () -> group.desired() == 0);

    assertThat(rig.aws.requests("UpdateAutoScalingGroup")).as(rig.said()).isEqualTo(1);
    assertThat(rig.aws.ends()).isEqualTo(3);
    assertThat(rig.nomad.state().job("default", "work").orElseThrow().status()).isEqualTo("dead");
    assertThat(group.tags()).containsEntry("nomad-ops.autoscaler/owner", "nomad-ops/autoscaler");
    assertThat(PoolRig.stop(signals, run)).as(rig.said()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aRestartWhileNodesAreClosedGoesOnWithThem() throws Exception {
    FakeGroup group = rig.group("spot", 0, 20);
    CompletableFuture<ExitCode> run = rig.run(signals, POOLS);
    rig.nomad.state().register(PoolRig.batch("short", 8, "2s"));
    rig.nomad.state().register(PoolRig.batch("long", 1, "12s"));
    rig.await("machines", () -> group.desired() == 3);
    rig.await("two machines less", () -> group.desired() == 1);
    assertThat(PoolRig.stop(signals, run)).isEqualTo(ExitCode.DONE);

    FakeSignals again = new FakeSignals();
    CompletableFuture<ExitCode> second = rig.run(again, POOLS);
    rig.await("the end of the work", () -> rig.nomad.state().jobs("dead") == 2);
    rig.await("an empty pool", () -> group.desired() == 0);
    assertThat(rig.aws.ends()).as(rig.said()).isEqualTo(3);
    assertThat(PoolRig.stop(again, second)).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aStockoutFallsToTheNextGroup() throws Exception {
    FakeGroup spot =
        rig.group("spot", 0, 20)
            .runsOut(
                java.util.Optional.of(
                    "We currently do not have sufficient c7.large capacity in the Availability Zone you requested"));
    FakeGroup onDemand = rig.group("on-demand", 0, 20);
    String pools = POOLS.replace("{asg: spot}", "{asg: spot}, {asg: on-demand}");
    CompletableFuture<ExitCode> run = rig.run(signals, pools);
    rig.nomad.state().register(PoolRig.batch("work", 6, "3s"));

    rig.await("the other group", () -> onDemand.desired() == 2);
    rig.await("the end of the work", () -> rig.nomad.state().jobs("dead") == 1);
    assertThat(spot.desired()).as("what cannot be had is not wished for any more").isZero();
    assertThat(PoolRig.stop(signals, run)).as(rig.said()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aPauseKeepsItStillAndSaysWhose() throws Exception {
    FakeGroup group = rig.group("spot", 0, 20);
    assertThat(
            rig.program(
                signals,
                List.of(
                    "pause", "-address", "" + rig.nomad.address(), "--reason", "upgrade", "batch")))
        .isEqualTo(ExitCode.DONE);
    CompletableFuture<ExitCode> run = rig.run(signals, POOLS);
    rig.nomad.state().register(PoolRig.batch("work", 4, "1s"));
    rig.await("its word", () -> rig.said().contains("paused: by ada"));
    assertThat(group.desired()).isZero();

    assertThat(
            rig.program(signals, List.of("resume", "-address", "" + rig.nomad.address(), "batch")))
        .isEqualTo(ExitCode.DONE);
    rig.await("a machine", () -> group.desired() == 1);
    assertThat(PoolRig.stop(signals, run)).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aGroupThatSomebodyElseScalesIsNotTouched() throws Exception {
    FakeGroup group =
        rig.group("spot", 0, 20).hasTag("nomad-ops.autoscaler/owner", "another-cluster");
    CompletableFuture<ExitCode> run = rig.run(signals, POOLS);
    rig.nomad.state().register(PoolRig.batch("work", 4, "1s"));

    rig.await("its word", () -> rig.said().contains("it is scaled by \"another-cluster\""));
    assertThat(group.desired()).isZero();
    assertThat(rig.aws.requests("UpdateAutoScalingGroup")).isZero();
    assertThat(PoolRig.stop(signals, run)).isEqualTo(ExitCode.DONE);
  }

  @Test
  void planShowsWhatWouldBeDoneAndDoesNothing() throws Exception {
    FakeGroup group = rig.group("spot", 0, 20);
    rig.nomad.state().register(PoolRig.batch("work", 10, "1h"));
    rig.nomad
        .state()
        .register(PoolRig.batch("huge", 1, "1h").replace("\"CPU\":1000", "\"CPU\":9000"));
    List<String> words = new ArrayList<>(List.of("plan"));
    words.addAll(rig.common(POOLS));

    assertThat(rig.program(signals, words)).as(rig.said()).isEqualTo(ExitCode.DONE);

    assertThat(rig.shown())
        .contains("launch 3 in spot (0 to 3)")
        .contains("asks 9000 MHz; an empty node of pool batch has 4000 MHz");
    assertThat(group.desired()).isZero();
    assertThat(rig.aws.requests("CreateOrUpdateTags")).isZero();

    words.set(0, "explain");
    assertThat(rig.program(signals, words)).isEqualTo(ExitCode.DONE);
    assertThat(rig.shown())
        .contains("3 hold the rest at once, no packing does with fewer than 3")
        .contains("2 nodes with 4 x (1000 MHz, 512 MB");
  }

  @Test
  void validateNamesWhatIsMissing() throws Exception {
    List<String> words = new ArrayList<>(List.of("validate"));
    words.addAll(rig.common(POOLS));

    assertThat(rig.program(signals, words)).isEqualTo(ExitCode.FAILED);
    assertThat(rig.shown()).contains("group spot of pool batch").contains("NO");
    rig.group("spot", 0, 20);
    assertThat(rig.program(signals, words)).as(rig.shown()).isEqualTo(ExitCode.DONE);
  }
}
