package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import nomadops.client.model.Node;
import nomadops.drainer.imds.FakeMetadata;
import nomadops.runtime.ExitCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** `drainer run -dry-run`, over the wire: nothing is written anywhere. */
@Timeout(180)
class DryRunTest {
  private final RunRig rig = new RunRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void row15ADryRunSaysWhatItWouldDoAndDoesNothing(@TempDir Path directory) throws Exception {
    String nodeId = rig.nodeWithWork("600s");
    Node before = rig.node(nodeId);
    long index = rig.nomad.state().index();
    int effects = rig.nomad.state().journal().effects().size();
    rig.sqs.send("terminations", RunRig.terminating());
    rig.sqs.send("terminations", RunRig.test());
    rig.sqs.send("terminations", "{\"detail-type\":\"EC2 Coffee Break\"}");
    CompletableFuture<ExitCode> run =
        rig.start(
            "-dry-run",
            "-queues",
            rig.sqs.url("terminations"),
            "-park-after",
            "1",
            "-audit-log",
            "" + directory.resolve("audit.ndjson"));
    // The hook's message and the test notification; the third stays for a newer version to read.
    rig.await(() -> rig.printed().split("would be deleted from terminations", -1).length == 3);
    assertThat(rig.stop(run)).as(rig.said()).isEqualTo(ExitCode.DONE);

    assertThat(rig.printed())
        .contains(
            RunRig.INSTANCE + ": notice: asg-terminate of ",
            RunRig.INSTANCE + ": would keep new work from node client-1",
            RunRig.INSTANCE + ": would drain node client-1",
            "would wait for 1 allocation: ",
            "of batch job default/work, group g",
            RunRig.INSTANCE + ": would complete hook my-hook of group my-asg with CONTINUE",
            RunRig.INSTANCE + ": would be dealt with as DRAINED");
    assertThat(rig.said()).contains("dry run: nothing is written", "EC2 Coffee Break");
    assertThat(rig.sqs.size("terminations")).as("every message is still there").isEqualTo(3);
    assertThat(rig.aws.calls("CompleteLifecycleAction")).isZero();
    assertThat(rig.aws.calls("RecordLifecycleActionHeartbeat")).isZero();
    assertThat(rig.aws.calls("DescribeLifecycleHooks")).as("budgets are real").isPositive();
    assertThat(rig.nomad.state().journal().effects()).hasSize(effects);
    assertThat(rig.nomad.state().index()).as("nothing at all was applied").isEqualTo(index);
    assertThat(rig.node(nodeId)).isEqualTo(before);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aDryRunOnTheInstanceItselfOnlyAsksWhichHooksThereAre() throws Exception {
    rig.nodeWithWork("600s");
    long index = rig.nomad.state().index();
    rig.metadata.documents.put(FakeMetadata.TARGET, "Terminated");
    CompletableFuture<ExitCode> run = rig.start("-dry-run", "-self");
    rig.await(() -> rig.printed().contains("would be dealt with as DRAINED"));
    assertThat(rig.stop(run)).as(rig.said()).isEqualTo(ExitCode.DONE);
    assertThat(rig.printed()).contains("would complete hook my-hook of group my-asg with CONTINUE");
    assertThat(rig.aws.calls("CompleteLifecycleAction")).isZero();
    assertThat(rig.aws.calls("RecordLifecycleActionHeartbeat")).isZero();
    assertThat(rig.nomad.state().index()).isEqualTo(index);
  }
}
