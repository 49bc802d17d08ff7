package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import nomadops.runtime.ExitCode;
import nomadops.runtime.acl.PolicyFile;
import nomadops.runtime.acl.PolicyMatrix;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** `drainer preflight` beside a queue of ElasticMQ and an Auto Scaling that is replayed. */
@Timeout(180)
class PreflightTest {

  private static ExitCode preflight(RunRig rig, String queue, String... more) {
    return preflight(rig, rig.aws.endpoint(), queue, more);
  }

  private static ExitCode preflight(RunRig rig, String autoscaling, String queue, String[] more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "preflight",
                "-address",
                "" + rig.front,
                "-queues",
                queue,
                "-autoscaling-endpoint",
                autoscaling));
    words.addAll(List.of(more));
    return rig.program(words);
  }

  @Test
  void whereAllIsWellItSaysWhatItDidNotTryAndReceivesNothing() throws Exception {
    try (RunRig rig = new RunRig()) {
      rig.sqs.send("terminations", RunRig.terminating());
      assertThat(preflight(rig, rig.sqs.url("terminations")))
          .as(rig.printed())
          .isEqualTo(ExitCode.DONE);
      assertThat(rig.printed())
          .contains("it is there; about 1 messages wait")
          .contains("the drainer asks for")
          .contains("rights that act are not tried: ReceiveMessage")
          .contains("DescribeLifecycleHooks is answered")
          .contains("drainer can run here; 2 not told.");
      assertThat(rig.sqs.size("terminations")).isEqualTo(1);
      assertThat(rig.drains()).isZero();
    }
  }

  @Test
  void aQueueThatIsNotThereIsMissing() throws Exception {
    try (RunRig rig = new RunRig()) {
      String other = rig.sqs.url("terminations").replace("terminations", "elsewhere");
      assertThat(preflight(rig, other)).isEqualTo(ExitCode.REFUSED);
      assertThat(rig.printed()).contains("queue elsewhere").contains("check -queues");
    }
  }

  @Test
  void anAutoScalingThatIsNotReachedIsMissing() throws Exception {
    try (RunRig rig = new RunRig()) {
      String queue = rig.sqs.url("terminations");
      assertThat(preflight(rig, "http://127.0.0.1:1", queue, new String[0]))
          .isEqualTo(ExitCode.REFUSED);
      assertThat(rig.printed()).contains("-autoscaling-endpoint");
    }
  }

  @Test
  void aRoleThatMayNotAskForHooksIsDoubtful() throws Exception {
    try (RunRig rig = new RunRig()) {
      rig.aws.refuse(
          "DescribeLifecycleHooks", AutoScaling.ALWAYS, 403, "AccessDenied", "not authorized");
      assertThat(preflight(rig, rig.sqs.url("terminations"))).isEqualTo(ExitCode.DONE);
      assertThat(rig.printed()).contains("allow autoscaling:DescribeLifecycleHooks");
    }
  }

  @Test
  void itsPolicyIsEnoughAndADryRunNeedsLess() throws Exception {
    try (RunRig rig = new RunRig(SimulatorOptions.defaults().withAcl(true));
        PolicyMatrix admin =
            new PolicyMatrix(rig.nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN)) {
      String queue = rig.sqs.url("terminations");
      String rules = PolicyFile.of("drainer").rules();
      String token = admin.token("drainer", rules);
      assertThat(preflight(rig, queue, "-token", token)).as(rig.printed()).isEqualTo(ExitCode.DONE);
      String reads = admin.token("reads", rules.replace("\"write\"", "\"read\""));
      assertThat(preflight(rig, queue, "-token", reads)).isEqualTo(ExitCode.REFUSED);
      assertThat(rig.printed()).contains("no node is drained");
      assertThat(preflight(rig, queue, "-token", reads, "-dry-run")).isEqualTo(ExitCode.DONE);
    }
  }
}
