package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import nomadops.drainer.notice.Samples;
import nomadops.runtime.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows of the failure table (docs/drainer-failures.md) that show only over the wire. */
@Timeout(180)
class DrainerRowsRunTest {
  private final RunRig rig = new RunRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void row2ARebalanceAndAHookOfOneInstanceAreOneDrainAndTheSecondIsNoError() throws Exception {
    rig.nodeWithWork("6s");
    rig.sqs.send("terminations", RunRig.terminating());
    rig.sqs.send("terminations", told("eventbridge-rebalance"));
    CompletableFuture<ExitCode> run = rig.startOnTerminations();
    rig.await(() -> rig.sqs.size("terminations") == 0);
    assertThat(rig.drains()).isEqualTo(1);
    assertThat(rig.aws.calls("CompleteLifecycleAction")).isEqualTo(1);
    assertThat(rig.said()).doesNotContain("ERROR");
    rig.stopDone(run);
  }

  private static String told(String sample) {
    return Samples.read(sample).replaceAll("i-[0-9a-f]{8,17}", RunRig.INSTANCE);
  }

  @Test
  void row5AnInstanceThatRegistersAfterItWasLetGoIsDrainedAllTheSame() throws Exception {
    rig.sqs.send("terminations", RunRig.terminating());
    CompletableFuture<ExitCode> run = rig.startOnTerminations("-unknown-for", "1s");
    rig.await(() -> rig.sqs.size("terminations") == 0);
    String nodeId = rig.nodeOf(RunRig.INSTANCE);
    rig.await(() -> {
      try {
        return rig.node(nodeId).schedulingEligibility().equals("ineligible");
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    });
    rig.stopDone(run);
  }

  @Test
  void row23OperatorsSeeADrainWhileItHangs() throws Exception {
    rig.nodeWithWork("600s");
    rig.sqs.send("terminations", RunRig.terminating());
    CompletableFuture<ExitCode> run = rig.startOnTerminations();
    rig.await(() -> rig.page("/status").contains("allocations run"));
    assertThat(rig.page("/status")).contains(RunRig.INSTANCE, "budget_ends", "client-1 drains");
    assertThat(rig.said())
        .as("told when it begins, not when it ends")
        .contains(RunRig.INSTANCE + ": asg-terminate of")
        .contains(RunRig.INSTANCE + ": drain");
    assertThat(rig.metric("instances")).isEqualTo(1);
    assertThat(rig.metric("hooks_open")).isEqualTo(1);
    assertThat(rig.messages("open")).isEqualTo(1);
    rig.stopDone(run);
  }

  /** As from a warm pool, or after a stop and a start of the instance. */
  @Test
  void row25ANodeThatComesBackTakesWorkAgain() throws Exception {
    String nodeId = rig.nodeWithWork("6s");
    rig.sqs.send("terminations", RunRig.terminating());
    CompletableFuture<ExitCode> run = rig.startOnTerminations();
    rig.await(() -> rig.sqs.size("terminations") == 0);
    assertThat(rig.drains()).isEqualTo(1);
    assertThat(rig.node(nodeId).schedulingEligibility()).isEqualTo("ineligible");
    rig.nomad.state().nodeStatus(nodeId, "down");
    rig.nomad.state().nodeStatus(nodeId, "ready");
    rig.sqs.send("terminations", RunRig.launching());
    rig.await(() -> rig.aws.calls("CompleteLifecycleAction", "CONTINUE") == 2);
    rig.await(() -> rig.sqs.size("terminations") == 0);
    assertThat(rig.node(nodeId).schedulingEligibility()).isEqualTo("eligible");
    rig.stopDone(run);
  }
}
