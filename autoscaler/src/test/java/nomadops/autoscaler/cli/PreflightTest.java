package nomadops.autoscaler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import nomadops.runtime.ExitCode;
import nomadops.runtime.FakeSignals;
import nomadops.runtime.acl.PolicyFile;
import nomadops.runtime.acl.PolicyMatrix;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `autoscaler preflight` beside groups of each kind.
@Timeout(180)
class PreflightTest {
  @TempDir Path folder;

  private static ExitCode preflight(PoolRig rig, String groups, String... more) {
    List<String> words = new ArrayList<>(List.of("preflight"));
    words.addAll(
        rig.common(
            "[{name: batch, max: 10, groups: ["
                + groups
                + "], template: {cpu: 4000, memory: 8192}}]"));
    words.addAll(List.of(more));
    return rig.program(new FakeSignals(), words);
  }

  @Test
  void aGroupOfAwsIsReadAndNothingIsWritten() throws Exception {
    try (PoolRig rig = new PoolRig()) {
      var _ = rig.group("spot", 0, 20);
      assertThat(preflight(rig, "{asg: spot}")).as(rig.shown()).isEqualTo(ExitCode.DONE);
      assertThat(rig.shown())
          .contains("0 machines of 0 asked for, between 0 and 20")
          .contains("rights that act are not tried: UpdateAutoScalingGroup");
      assertThat(rig.aws.requests("UpdateAutoScalingGroup")).isZero();
      assertThat(rig.aws.requests("CreateOrUpdateTags")).isZero();
    }
  }

  @Test
  void aGroupThatIsNotThereIsMissing() throws Exception {
    try (PoolRig rig = new PoolRig()) {
      assertThat(preflight(rig, "{asg: nowhere}")).isEqualTo(ExitCode.REFUSED);
      assertThat(rig.shown()).contains("group nowhere of pool batch");
    }
  }

  @Test
  void aProgramHasToBeExecutableAndAWebhookHasToListen() throws Exception {
    Path program = folder.resolve("scale");
    Files.writeString(program, "#!/bin/sh\nexit 1\n");
    String groups =
        "{exec: [" + program + "], name: own}, {webhook: 'http://127.0.0.1:1/', name: far}";
    try (PoolRig rig = new PoolRig()) {
      assertThat(preflight(rig, groups)).isEqualTo(ExitCode.REFUSED);
      assertThat(rig.shown())
          .contains("is no program that this user may run")
          .contains("http://127.0.0.1:1/ cannot be reached");
    }
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    try (PoolRig rig = new PoolRig()) {
      ExitCode _ = preflight(rig, groups);
      assertThat(rig.shown()).contains("can be run");
    }
  }

  @Test
  void itsPolicyIsEnoughAndEachRightIsNamed() throws Exception {
    try (PoolRig rig = new PoolRig(SimulatorOptions.defaults().withAcl(true));
        PolicyMatrix admin =
            new PolicyMatrix(rig.nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN)) {
      var _ = rig.group("spot", 0, 20);
      String rules = PolicyFile.of("autoscaler").rules();
      assertThat(preflight(rig, "{asg: spot}", "-token", admin.token("autoscaler", rules)))
          .as(rig.shown())
          .isEqualTo(ExitCode.DONE);
      String less = rules.replace("nomad-ops/autoscaler/*", "nomad-ops/other/*");
      assertThat(preflight(rig, "{asg: spot}", "-token", admin.token("less", less)))
          .isEqualTo(ExitCode.REFUSED);
      assertThat(rig.shown())
          .contains("write of variable nomad-ops/autoscaler/leader")
          .contains("it remembers nothing");
    }
  }
}
