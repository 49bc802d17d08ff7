package nomadops.drainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import nomadops.runtime.ExitCode;
import nomadops.runtime.acl.PolicyFile;
import nomadops.runtime.acl.PolicyMatrix;
import nomadops.runtime.acl.WatchedNomad;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** `drainer run` with exactly what `deploy/acl/drainer.policy.hcl` grants. */
@Timeout(240)
class AclPolicyTest {

  @Test
  void itsPolicyIsEnoughAndNothingOfItIsTooMuch() throws Exception {
    PolicyFile file = PolicyFile.of("drainer");
    try (RunRig rig = new RunRig(SimulatorOptions.defaults().withAcl(true));
        WatchedNomad watched = new WatchedNomad(rig.nomad.address());
        PolicyMatrix matrix =
            new PolicyMatrix(rig.nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN)) {
      String _ = rig.nodeWithWork("3s");
      drained(rig, watched, matrix.withJobs().token("drainer", file.rules()));
      assertThat(watched.refused()).as(rig.said()).isEmpty();
      matrix.check(file, watched.asked());
    }
  }

  /** What batch work that is stopped, and run again where it was cut off, takes besides. */
  @Test
  void whatStandsThereForBatchWorkIsEnough() throws Exception {
    PolicyFile file =
        PolicyFile.of("drainer").with("deregister-job", "register-job", "dispatch-job");
    try (RunRig rig = new RunRig(SimulatorOptions.defaults().withAcl(true));
        WatchedNomad watched = new WatchedNomad(rig.nomad.address());
        PolicyMatrix matrix =
            new PolicyMatrix(rig.nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN)) {
      String _ = rig.nodeWithWork("1h");
      drained(
          rig,
          watched,
          matrix.withJobs().token("drainer", file.rules()),
          "-batch-rules",
          "[{name: all, policy: stop, rerun: true}]");
      assertThat(watched.refused()).as(rig.said()).isEmpty();
      assertThat(watched.asked()).anyMatch(each -> each.method().equals("DELETE"));
      // To run again what was cut, as RerunCommandTest sees it.
      watched.also("PUT", "/v1/jobs", PolicyMatrix.job("default", "again"));
      watched.also("PUT", "/v1/job/acl-waits/dispatch", "{}");
      matrix.check(file, watched.asked());
    }
  }

  private static void drained(RunRig rig, WatchedNomad watched, String token, String... more)
      throws Exception {
    rig.front = watched.address();
    rig.sqs.send("terminations", RunRig.terminating());
    String[] words = new String[more.length + 2];
    System.arraycopy(more, 0, words, 0, more.length);
    words[more.length] = "-token";
    words[more.length + 1] = token;
    CompletableFuture<ExitCode> run = rig.startOnTerminations(words);
    rig.await(() -> rig.sqs.size("terminations") == 0);
    rig.stopDone(run);
  }
}
