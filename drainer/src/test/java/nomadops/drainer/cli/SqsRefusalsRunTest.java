package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import nomadops.runtime.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQS refuses or throttles, over the wire: said, waited out, nothing lost. */
@Timeout(180)
class SqsRefusalsRunTest {
  private static final String CODES =
      """
      403 | AccessDenied          | User x is not authorized to perform this   | sqs:ReceiveMessage, sqs:ChangeMessageVisibility and sqs:DeleteMessage are needed
      403 | ExpiredToken          | The security token included is expired     | the credentials have expired, and nothing renews them
      403 | SignatureDoesNotMatch | The request signature does not match       | this machine's clock is off
      403 | InvalidClientTokenId  | The security token included is invalid     | the access key is not known there
      """;

  private final RunRig rig = new RunRig();
  private final FrontedSqs sqs = new FrontedSqs(rig.sqs);

  @AfterEach
  void close() {
    sqs.close();
    rig.close();
  }

  private CompletableFuture<ExitCode> start(String... more) {
    return rig.startOn(sqs.url("terminations"), more);
  }

  private void stop(CompletableFuture<ExitCode> run) throws Exception {
    assertThat(rig.stop(run)).as(rig.said()).isEqualTo(ExitCode.DONE);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = CODES)
  void aQueueThatRefusesUsIsSaidWithWhatToLookAtAndReadWhenItIsMended(
      int status, String code, String words, String hint) throws Exception {
    sqs.refuse("Receive", status, code, words);
    rig.sqs.send("terminations", RunRig.test());
    CompletableFuture<ExitCode> run = start();
    rig.await(() -> rig.said().contains("no messages come"));
    assertThat(rig.said())
        .contains("could not receive from queue terminations: HTTP " + status + " " + code)
        .contains(words)
        .contains(hint);
    assertThat(rig.messages("open")).isZero();
    assertThat(rig.metric("poll_age_seconds{queue=\"terminations\"}")).isEqualTo(-1);
    assertThat(rig.page("/status")).contains("could not receive from queue terminations");
    assertThat(rig.sqs.visible("terminations")).isEqualTo(1);
    sqs.mend();
    rig.await(() -> rig.sqs.size("terminations") == 0);
    assertThat(rig.said()).contains("queue terminations answers again");
    stop(run);
  }

  @Test
  void aQueueThatIsNotThereIsSaidAndReadAsSoonAsItIsMade() throws Exception {
    CompletableFuture<ExitCode> run = rig.startOn(rig.sqs.url("later"));
    rig.await(() -> rig.said().contains("no messages come"));
    assertThat(rig.said())
        .contains("could not receive from queue later: HTTP 400")
        .contains("is the URL of this account and region?");
    var _ = rig.sqs.queue("later");
    rig.sqs.send("later", RunRig.test());
    rig.await(() -> rig.said().contains("queue later answers again"));
    rig.await(() -> rig.sqs.size("later") == 0);
    stop(run);
  }

  @Test
  void aQueueThatGoesInTheMiddleStopsNoDrain() throws Exception {
    rig.nodeWithWork("8s");
    rig.sqs.send("terminations", RunRig.terminating());
    CompletableFuture<ExitCode> run = start("-visibility", "10s");
    rig.await(() -> rig.drains() == 1);
    sqs.refuse("", 400, "QueueDoesNotExist", "The specified queue does not exist.");
    rig.await(() -> rig.metric("instances_ended_total{ending=\"drained\"}") == 1);
    assertThat(rig.aws.calls("CompleteLifecycleAction", "CONTINUE")).isEqualTo(1);
    rig.await(() -> rig.said().contains("stays in our care, and is tried again"));
    assertThat(rig.said()).contains("is the URL of this account and region?");
    assertThat(rig.sqs.size("terminations")).isEqualTo(1);
    sqs.mend();
    rig.await(() -> rig.sqs.size("terminations") == 0);
    assertThat(rig.drains()).isEqualTo(1);
    stop(run);
  }

  @Test
  void aQueueThatThrottlesIsAskedLessOftenAndLosesNothing() throws Exception {
    sqs.refuse("", 400, "RequestThrottled", "Request was throttled.");
    rig.sqs.send("terminations", RunRig.terminating());
    CompletableFuture<ExitCode> run = start("-unknown-for", "1s");
    rig.await(() -> rig.said().contains("RequestThrottled: Request was throttled."));
    sqs.mend();
    sqs.refuse("Delete", 400, "RequestThrottled", "Request was throttled.");
    rig.await(() -> rig.messages("open") == 1);
    rig.await(() -> rig.said().contains("stays in our care, and is tried again"));
    assertThat(rig.said()).contains("could not delete message");
    sqs.mend();
    rig.await(() -> rig.sqs.size("terminations") == 0);
    assertThat(rig.aws.calls("CompleteLifecycleAction")).isEqualTo(1);
    stop(run);
  }

  @Test
  void aDeletionThatFailsInAnAnswerOf200IsNotTakenForDone() throws Exception {
    sqs.failEntry("DeleteMessageBatch", "InternalError", "Please try again.");
    rig.sqs.send("terminations", RunRig.test());
    CompletableFuture<ExitCode> run = start();
    rig.await(() -> rig.said().contains("InternalError: Please try again."));
    assertThat(rig.said()).contains("could not delete message").contains("is tried again");
    assertThat(rig.sqs.size("terminations")).isEqualTo(1);
    sqs.mend();
    rig.await(() -> rig.sqs.size("terminations") == 0);
    stop(run);
  }
}
