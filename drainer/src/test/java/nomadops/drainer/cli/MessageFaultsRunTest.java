package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import nomadops.runtime.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages that are wrong, over the wire: what the operator sees, and where the message stays. */
@Timeout(180)
class MessageFaultsRunTest {
  private static final String UNKNOWN = "i-0000000000000dead";

  private final RunRig rig = new RunRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {not json                                              | the body is '{not json', it should be JSON
          {"detail-type":"EC2 Coffee Break","detail":{}}         | detail-type is 'EC2 Coffee Break', it should be EC2 Instance-terminate Lifecycle Action
          {"LifecycleTransition":"autoscaling:EC2_INSTANCE_TERMINATING","LifecycleHookName":"h","AutoScalingGroupName":"g"} | EC2InstanceId is missing
          """)
  void row7WhatCannotBeReadIsLoggedWholeAndHiddenAndNeverDeleted(String body, String reason)
      throws Exception {
    rig.sqs.send("terminations", body);
    CompletableFuture<ExitCode> run = rig.startOnTerminations("-park-after", "1");
    rig.await(() -> rig.messages("parked") == 1);
    assertThat(rig.said())
        .contains("cannot be read at its delivery 1, and is parked: " + reason)
        .contains("it says: " + body)
        .contains("it stays in queue terminations, hidden for 715 minutes");
    assertThat(rig.messages("unreadable")).isEqualTo(1);
    assertThat(rig.messages("open")).isZero();
    assertThat(rig.sqs.size("terminations")).as("it is there").isEqualTo(1);
    assertThat(rig.sqs.visible("terminations")).as("and hidden").isZero();
    rig.stopDone(run);
    assertThat(rig.sqs.size("terminations")).isEqualTo(1);
    assertThat(rig.sqs.visible("terminations")).as("a stop does not show it").isZero();
  }

  @Test
  void row18WhatCannotBeReadGoesToTheDeadLetterQueueIfThereIsOne() throws Exception {
    rig.sqs.queueWithDeadLetters("bounded", "dead", 2);
    rig.sqs.send("bounded", "{not json");
    CompletableFuture<ExitCode> run =
        rig.startOn(rig.sqs.url("bounded"), "-visibility", "10s", "-park-after", "3");
    rig.await(() -> rig.said().contains("is left in the queue, delivery 2 of 3"));
    rig.await(() -> rig.sqs.size("dead") == 1);
    assertThat(rig.sqs.size("bounded")).isZero();
    assertThat(rig.metric("messages_parked{queue=\"bounded\"}")).isZero();
    assertThat(rig.metric("messages_unreadable{queue=\"bounded\"}")).isEqualTo(2);
    rig.stopDone(run);
  }

  /** While a node boots, its message is neither shown nor counted again. */
  @Test
  void row18ALaunchStaysOutOfTheDeadLetterQueueWhileItsNodeBoots() throws Exception {
    rig.sqs.queueWithDeadLetters("bounded", "dead", 1);
    rig.sqs.send("bounded", RunRig.launching());
    CompletableFuture<ExitCode> run =
        rig.startOn(rig.sqs.url("bounded"), "-visibility", "10s", "-unknown-for", "1s");
    rig.await(() -> rig.page("/status").contains("its node is not ready yet"));
    long end = System.nanoTime() + 12_000_000_000L;
    rig.await(() -> System.nanoTime() > end);
    assertThat(rig.sqs.size("dead")).as(rig.said()).isZero();
    assertThat(rig.aws.calls("CompleteLifecycleAction")).isZero();
    rig.nodeOf(RunRig.INSTANCE);
    rig.await(() -> rig.sqs.size("bounded") == 0);
    assertThat(rig.aws.calls("CompleteLifecycleAction", "CONTINUE")).isEqualTo(1);
    assertThat(rig.sqs.size("dead")).isZero();
    rig.stopDone(run);
  }

  @Test
  void row4And6AnInstanceThatNomadDoesNotKnowIsLetGoAndItsHookIsCompleted() throws Exception {
    rig.sqs.send("terminations", RunRig.terminating(UNKNOWN, java.time.Instant.now()));
    CompletableFuture<ExitCode> run = rig.startOnTerminations("-unknown-for", "2s");
    rig.await(() -> rig.sqs.size("terminations") == 0);
    rig.await(() -> rig.metric("instances_ended_total{ending=\"nothing_there\"}") == 1);
    assertThat(rig.said()).contains("NOTHING_THERE").contains("Nomad knows no node of " + UNKNOWN);
    assertThat(rig.aws.calls("CompleteLifecycleAction", UNKNOWN, "CONTINUE")).isEqualTo(1);
    assertThat(rig.nomad.state().journal().effects()).isEmpty();
    rig.stopDone(run);
  }

  @Test
  void aHookThatItsGroupDoesNotHaveIsSaidAndTheNodeIsDrainedAllTheSame() throws Exception {
    rig.aws.noHooks();
    rig.nodeWithWork("2s");
    rig.sqs.send("terminations", RunRig.terminating());
    CompletableFuture<ExitCode> run = rig.startOnTerminations();
    rig.await(() -> rig.sqs.size("terminations") == 0);
    assertThat(rig.said()).contains("group my-asg has no lifecycle hook my-hook, but []");
    assertThat(rig.aws.calls("CompleteLifecycleAction", "CONTINUE")).isEqualTo(1);
    rig.await(() -> rig.metric("instances_ended_total{ending=\"drained\"}") == 1);
    rig.stopDone(run);
  }

  @Test
  void anActionThatIsOverAlreadyMeansThatWhatIsLeftIsStoppedAtOnce() throws Exception {
    String words = "No active Lifecycle Action found with instance ID " + RunRig.INSTANCE;
    rig.aws.refuse(
        "RecordLifecycleActionHeartbeat", AutoScaling.ALWAYS, 400, "ValidationError", words);
    rig.nodeWithWork("600s");
    rig.sqs.send("terminations", RunRig.terminating());
    CompletableFuture<ExitCode> run = rig.startOnTerminations();
    rig.await(() -> rig.sqs.size("terminations") == 0);
    assertThat(rig.said()).contains("is over: RecordLifecycleActionHeartbeat").contains(words);
    assertThat(rig.aws.calls("CompleteLifecycleAction")).as("nobody waits for it").isZero();
    assertThat(rig.drains()).isPositive();
    rig.await(() -> rig.metric("instances_ended_total{ending=\"cut\"}") == 1);
    rig.stopDone(run);
  }
}
