package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import nomadops.drainer.imds.FakeMetadata;
import nomadops.runtime.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** `drainer run -self`, over the wire. */
@Timeout(180)
class SelfRunTest {
  private static final String TOKEN = "LifecycleActionToken=602063c7";
  private final RunRig rig = new RunRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void withoutAnyQueueTheInstanceDrainsItselfAndCompletesItsHook() throws Exception {
    rig.aws.oneAction();
    String nodeId = rig.nodeWithWork("6s");
    rig.metadata.documents.put(FakeMetadata.TARGET, "Terminated");
    CompletableFuture<ExitCode> run = rig.start("-self");
    rig.await(() -> rig.said().contains("DRAINED"));
    assertThat(rig.aws.calls("CompleteLifecycleAction", RunRig.INSTANCE, "CONTINUE"))
        .as(rig.said())
        .isEqualTo(1);
    assertThat(rig.aws.calls("CompleteLifecycleAction", "LifecycleActionToken")).isZero();
    assertThat(rig.nomad.state().jobs("dead")).as("the work came to its own end").isEqualTo(1);
    assertThat(rig.node(nodeId).schedulingEligibility()).isEqualTo("ineligible");
    assertThat(rig.drains()).isEqualTo(1);
    assertThat(rig.stop(run)).as(rig.said()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void anEndThatIsToldByQueueAndByTheInstanceIsOneDrainAndBothHooksAreSettled() throws Exception {
    rig.aws.oneAction();
    rig.nodeWithWork("8s");
    rig.metadata.documents.put(FakeMetadata.TARGET, "Terminated");
    rig.sqs.send("terminations", RunRig.terminating());
    CompletableFuture<ExitCode> run = rig.start("-self", "-queues", rig.sqs.url("terminations"));
    rig.await(() -> rig.sqs.size("terminations") == 0);
    rig.await(() -> rig.said().contains("DRAINED"));
    assertThat(rig.aws.calls("CompleteLifecycleAction")).as(rig.said()).isEqualTo(2);
    assertThat(rig.aws.calls("CompleteLifecycleAction", TOKEN)).as(rig.said()).isEqualTo(1);
    assertThat(rig.said())
        .contains("is completed: CONTINUE", "is over: ")
        .doesNotContain(" CUT ", "ERROR");
    assertThat(rig.drains()).isEqualTo(1);
    assertThat(rig.stop(run)).as(rig.said()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void row20AProcessThatStartsAnewIsToldAgainAndDrainsNothingTwice() throws Exception {
    rig.aws.oneAction();
    rig.nodeWithWork("12s");
    rig.metadata.documents.put(FakeMetadata.TARGET, "Terminated");
    CompletableFuture<ExitCode> first = rig.start("-self");
    rig.await(() -> rig.drains() == 1);
    assertThat(rig.stop(first)).as(rig.said()).isEqualTo(ExitCode.DONE);
    assertThat(rig.aws.calls("CompleteLifecycleAction")).as("work is left").isZero();
    CompletableFuture<ExitCode> second = rig.start("-self");
    rig.await(() -> rig.said().contains("DRAINED"));
    assertThat(rig.aws.calls("CompleteLifecycleAction", "CONTINUE")).isEqualTo(1);
    assertThat(rig.drains()).as(rig.said()).isEqualTo(1);
    assertThat(rig.stop(second)).as(rig.said()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aMetadataServiceThatIsAwayForAWhileIsWaitedOut() throws Exception {
    rig.nodeWithWork("600s");
    CompletableFuture<ExitCode> run = rig.start("-self", "-on-spot", "cordon");
    rig.await(() -> rig.said().contains("self mode: this is " + RunRig.INSTANCE));
    rig.metadata.broken.put(FakeMetadata.SPOT, 500);
    rig.await(() -> rig.said().contains("gives no spot action"));
    rig.metadata.documents.put(
        FakeMetadata.SPOT,
        "{\"action\":\"terminate\",\"time\":\"%s\"}".formatted(Instant.now().plusSeconds(120)));
    rig.metadata.broken.clear();
    rig.await(() -> rig.said().contains("CORDONED"));
    assertThat(rig.stop(run)).as(rig.said()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void offEc2ItSaysAtOnceWhereNobodyAnswers() {
    List<String> words =
        List.of(
            "run",
            "-address",
            "" + rig.nomad.address(),
            "-self",
            "-imds-endpoint",
            "http://127.0.0.1:1",
            "-admin-address",
            "127.0.0.1:0");
    assertThat(rig.program(words)).isEqualTo(ExitCode.FAILED);
    assertThat(rig.said()).contains("self mode needs the metadata service", "http://127.0.0.1:1/");
  }

  @Test
  void withoutAQueueAndWithoutSelfBothWaysAreNamed() {
    assertThat(rig.program(List.of("run", "-address", "" + rig.nomad.address())))
        .isEqualTo(ExitCode.USAGE);
    assertThat(rig.said()).contains("queues", "-queues=https://sqs.", "-self");
  }
}
