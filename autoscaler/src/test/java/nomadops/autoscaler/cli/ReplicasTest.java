package nomadops.autoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import nomadops.autoscaler.target.FakeGroup;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Of several replicas one acts, and whoever leads no more does nothing.
@Timeout(180)
class ReplicasTest {
  private static final String POOLS =
      "[{name: batch, max: 10, groups: [{asg: spot}], template: {cpu: 4000, memory: 8192}, "
          + PoolRig.BRISK
          + "}]";
  private static final String LOCK = "/v1/var/nomad-ops/autoscaler/leader";

  private final PoolRig rig = new PoolRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private int tells() {
    return (int)
        (rig.aws.requests("UpdateAutoScalingGroup")
            + rig.aws.requests("TerminateInstanceInAutoScalingGroup"));
  }

  @Test
  void exactlyOneActsAndTheOtherGoesOnWhereItStopped() throws Exception {
    FakeGroup group = rig.group("spot", 0, 20);
    FakeSignals first = new FakeSignals();
    CompletableFuture<ExitCode> one = rig.run(first, POOLS, "-leader-name", "one");
    rig.await("a leader", () -> rig.said().contains("leadership: one leads now"));
    FakeSignals second = new FakeSignals();
    CompletableFuture<ExitCode> two = rig.run(second, POOLS, "-leader-name", "two");
    rig.await("a follower", () -> rig.said().contains("leadership: following one"));
    String follower = rig.admin();

    rig.nomad.state().register(PoolRig.batch("work", 10, "1h"));
    rig.await("machines", () -> group.desired() == 3);
    rig.await("the work", () -> rig.open() == 3);
    rig.out.reset();
    assertThat(rig.program(new FakeSignals(), java.util.List.of("explain", "-ask", follower)))
        .isEqualTo(ExitCode.DONE);
    assertThat(rig.shown()).contains("which does not lead").contains("another process leads");
    assertThat(PoolRig.stop(first, one)).as(rig.said()).isEqualTo(ExitCode.DONE);

    rig.await("the other leads", () -> rig.said().contains("leadership: two leads now"));
    rig.nomad.state().register(PoolRig.batch("more", 4, "1h"));
    rig.await("one machine more", () -> group.desired() == 4);
    stop("work");
    stop("more");
    rig.await("an empty pool", () -> group.desired() == 0);

    assertThat(rig.aws.requests("UpdateAutoScalingGroup")).as(rig.said()).isEqualTo(2);
    assertThat(rig.aws.ends()).as("each machine once").isEqualTo(4);
    assertThat(PoolRig.stop(second, two)).as(rig.said()).isEqualTo(ExitCode.DONE);
  }

  private void stop(String job) {
    PoolRig.sent("DELETE", rig.nomad.address() + "/v1/job/" + job);
  }

  @Test
  void whoeverLosesTheLockWhileItLooksForTheLastTimeEndsNothing() throws Exception {
    FakeGroup group = rig.group("spot", 0, 20);
    FakeSignals signals = new FakeSignals();
    CompletableFuture<ExitCode> run = rig.run(signals, POOLS, "-leader-name", "one");
    rig.nomad.state().register(PoolRig.batch("work", 3, "1h"));
    rig.await("a machine", () -> group.desired() == 1 && rig.open() == 1);
    String node = rig.nodeOf.values().iterator().next();
    AtomicInteger before = new AtomicInteger();
    rig.nomad
        .faults()
        .inject(
            Match.of("GET", "/v1/node/" + node + "/allocations").times(1),
            new Fault.Run(() -> loseTheLock(before)));
    AtomicInteger writes = new AtomicInteger();

    stop("work");
    rig.await("the last look, and the loss", () -> before.get() > 0);
    rig.nomad.faults().inject(Match.of("PUT", "/v1/node/"), new Fault.Run(writes::incrementAndGet));
    rig.await("its word", () -> rig.said().contains("not done: not the leader"));
    Thread.sleep(2_000);

    assertThat(tells()).as(rig.said()).isEqualTo(before.get());
    assertThat(group.desired()).isEqualTo(1);
    assertThat(writes).hasValue(0);

    rig.nomad.faults().clear();
    rig.await("it leads again, and goes on", () -> group.desired() == 0);
    assertThat(rig.aws.ends()).isEqualTo(1);
    assertThat(PoolRig.stop(signals, run)).as(rig.said()).isEqualTo(ExitCode.DONE);
  }

  /// Somebody else has it, says the next renewal; the answer to the last look waits for that.
  private void loseTheLock(AtomicInteger before) {
    rig.nomad
        .faults()
        .inject(Match.of("PUT", LOCK), new Fault.Status(409, "lock is held by another", 0));
    for (int i = 0; i < 600 && !rig.said().contains("leadership: lost"); i++) {
      try {
        Thread.sleep(50);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    before.set(tells());
  }
}
