package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import nomadops.runtime.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Auto Scaling refuses or throttles, over the wire: said, waited out, nothing lost. */
@Timeout(180)
class AutoScalingRefusalsRunTest {
  private final RunRig rig = new RunRig();

  @AfterEach
  void close() {
    rig.close();
  }

  /** For the other codes see AwsHooksTest. */
  @ParameterizedTest
  @CsvSource({"403, AccessDenied, not authorized", "403, ExpiredToken, the token is expired"})
  void autoScalingThatRefusesHeartbeatsIsSaidAndTheDrainGoesOn(
      int status, String code, String words) throws Exception {
    rig.aws.refuse("RecordLifecycleActionHeartbeat", AutoScaling.ALWAYS, status, code, words);
    rig.aws.refuse("DescribeLifecycleHooks", AutoScaling.ALWAYS, status, code, words);
    rig.nodeWithWork("3s");
    rig.sqs.send("terminations", RunRig.terminating());
    CompletableFuture<ExitCode> run = rig.startOnTerminations();
    rig.await(() -> rig.said().contains("ERROR hook my-hook of group my-asg"));
    rig.await(() -> rig.sqs.size("terminations") == 0);
    assertThat(rig.said())
        .contains("RecordLifecycleActionHeartbeat for " + RunRig.INSTANCE)
        .contains(code + ": " + words)
        .contains("how long hook my-hook of my-asg waits is not known");
    assertThat(rig.aws.calls("CompleteLifecycleAction", "CONTINUE")).isEqualTo(1);
    assertThat(rig.nomad.state().jobs("dead")).as("nothing was cut").isEqualTo(1);
    rig.stopDone(run);
  }

  /** Row 9: the message stays until AWS took the completion. */
  @Test
  void row9ACompletionThatIsRefusedIsRepeatedAndTheMessageStays() throws Exception {
    rig.aws.refuse(
        "CompleteLifecycleAction", AutoScaling.ALWAYS, 403, "AccessDenied", "not authorized");
    rig.nodeWithWork("2s");
    // Half a minute is left of its 30,000 s, so that the next try is soon.
    Instant at = Instant.now().minusSeconds(29_970);
    rig.sqs.send("terminations", RunRig.terminating(RunRig.INSTANCE, at));
    CompletableFuture<ExitCode> run = rig.startOnTerminations();
    rig.await(() -> rig.said().contains("CompleteLifecycleAction CONTINUE for"));
    assertThat(rig.said()).contains("AccessDenied: not authorized");
    assertThat(rig.messages("open")).isEqualTo(1);
    assertThat(rig.metric("hooks_open")).isEqualTo(1);
    assertThat(rig.sqs.size("terminations")).isEqualTo(1);
    rig.aws.mend("CompleteLifecycleAction");
    rig.await(() -> rig.sqs.size("terminations") == 0);
    assertThat(rig.said()).contains("is completed: CONTINUE");
    rig.stopDone(run);
  }

  @Test
  void row10AutoScalingThatThrottlesIsAskedAgain() throws Exception {
    rig.aws.refuse("RecordLifecycleActionHeartbeat", 2, 400, "Throttling", "Rate exceeded");
    rig.aws.refuse("CompleteLifecycleAction", 2, 400, "Throttling", "Rate exceeded");
    rig.nodeWithWork("2s");
    rig.sqs.send("terminations", RunRig.terminating());
    CompletableFuture<ExitCode> run = rig.startOnTerminations();
    rig.await(() -> rig.sqs.size("terminations") == 0);
    assertThat(rig.aws.calls("CompleteLifecycleAction", "CONTINUE")).isEqualTo(3);
    assertThat(rig.said()).contains("is completed: CONTINUE").doesNotContain("ERROR");
    rig.stopDone(run);
  }

  @Test
  void aGroupThatIsOfAnotherRegionIsSaid() throws Exception {
    rig.aws.refuse(
        "DescribeLifecycleHooks",
        AutoScaling.ALWAYS,
        400,
        "ValidationError",
        "AutoScalingGroup name not found - null");
    rig.nodeWithWork("2s");
    rig.sqs.send("terminations", RunRig.terminating());
    CompletableFuture<ExitCode> run = rig.startOnTerminations("-aws-region", "eu-west-1");
    rig.await(() -> rig.said().contains("is it in region eu-west-1?"));
    rig.await(() -> rig.sqs.size("terminations") == 0);
    rig.stopDone(run);
  }
}
