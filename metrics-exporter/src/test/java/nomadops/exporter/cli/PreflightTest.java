package nomadops.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import nomadops.runtime.ExitCode;
import nomadops.runtime.acl.PolicyFile;
import nomadops.runtime.acl.PolicyMatrix;
import nomadops.runtime.acl.Ran;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class PreflightTest {

  private static Ran preflight(NomadSimulator nomad, String token, String... more) {
    String[] words = new String[more.length + 2];
    words[0] = "exporter";
    words[1] = "preflight";
    System.arraycopy(more, 0, words, 2, more.length);
    return Ran.of(
        ExporterCommand.spec(),
        Map.of("NOMAD_ADDR", nomad.address().toString(), "NOMAD_TOKEN", token),
        words);
  }

  @Test
  void withItsPolicyAllIsWellAndTheEventStreamIsOpen() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true));
        PolicyMatrix admin = new PolicyMatrix(nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN)) {
      String rules = PolicyFile.of("exporter").rules();
      Ran run = preflight(nomad, admin.token("exporter", rules));
      assertThat(run.code()).as(run.out()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).containsPattern("ok +events").endsWith("exporter can run here.\n");
    }
  }

  @Test
  void whoMaySeeOneNamespaceAloneHasNoEventStream() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true));
        PolicyMatrix admin =
            new PolicyMatrix(nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN).withJobs()) {
      String rules =
          "namespace \"default\" { policy = \"read\" } node { policy = \"read\" } agent { policy = \"read\" }";
      Ran run = preflight(nomad, admin.token("exporter", rules));
      assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.out())
          .containsPattern("doubtful +events")
          .contains("not in namespaces that are made later")
          .contains("autopilot and the broker's pause are absent");
    }
  }

  @Test
  void theLockNeedsItsVariableOnlyWhereThereIsALock() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true));
        PolicyMatrix admin = new PolicyMatrix(nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN)) {
      String token = admin.token("exporter", PolicyFile.of("exporter").rules());
      Ran run = preflight(nomad, token, "-leader", "lock");
      assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.out()).contains("write of variable nomad-ops/exporter/leader");
      String whole = admin.token("whole", PolicyFile.of("exporter").whole().rules());
      assertThat(preflight(nomad, whole, "-leader", "lock").code()).isEqualTo(ExitCode.DONE);
    }
  }
}
