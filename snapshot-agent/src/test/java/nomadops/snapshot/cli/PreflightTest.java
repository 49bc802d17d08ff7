package nomadops.snapshot.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import nomadops.runtime.ExitCode;
import nomadops.runtime.acl.PolicyFile;
import nomadops.runtime.acl.PolicyMatrix;
import nomadops.runtime.acl.Ran;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class PreflightTest {
  @TempDir Path folder;

  private static Ran preflight(NomadSimulator nomad, String token, String target) {
    return Ran.of(
        SnapshotCommand.spec(),
        Map.of("NOMAD_ADDR", nomad.address().toString(), "NOMAD_TOKEN", token),
        "snapshot",
        "preflight",
        "-target",
        target);
  }

  @Test
  void withItsPolicyAllIsWellAndTheNewestSnapshotIsTold() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true));
        PolicyMatrix admin = new PolicyMatrix(nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN)) {
      String token = admin.token("snapshot", PolicyFile.of("snapshot").rules());
      Ran empty = preflight(nomad, token, folder.toString());
      assertThat(empty.code()).as(empty.out()).isEqualTo(ExitCode.DONE);
      assertThat(empty.out())
          .contains("no snapshot of this cluster yet")
          .contains("MB free")
          .contains("snapshot can run here; 2 not told.");
      try (var files = Files.list(folder)) {
        assertThat(files).as("nothing was changed").isEmpty();
      }
      Ran saved =
          Ran.of(
              SnapshotCommand.spec(),
              Map.of("NOMAD_ADDR", nomad.address().toString(), "NOMAD_TOKEN", token),
              "snapshot",
              "save",
              "-target",
              folder.toString());
      assertThat(saved.code()).as(saved.err()).isEqualTo(ExitCode.DONE);
      assertThat(preflight(nomad, token, folder.toString()).out())
          .contains("the newest snapshot is");
    }
  }

  @Test
  void aTokenThatMayNotSaveAndAFolderThatIsNotThereAreNamed() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true));
        PolicyMatrix admin = new PolicyMatrix(nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN)) {
      String token = admin.token("other", "operator { policy = \"read\" }");
      Ran run = preflight(nomad, token, folder.resolve("not-mounted").toString());
      assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.out())
          .contains("missing: operator:snapshot-save")
          .contains("operator { capabilities = [\"snapshot-save\"] }")
          .contains("missing: write of variable nomad-ops/snapshot/leader")
          .contains("not-mounted is no folder");
    }
  }

  @Test
  void aFileInTheFoldersPlaceIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    try (NomadSimulator nomad = NomadSimulator.start()) {
      Ran run = preflight(nomad, "", file.toString());
      assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.out()).contains("make the folder, or mount it");
    }
  }

  @Test
  void aBucketThatDoesNotAnswerIsNamed() {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      Ran run =
          Ran.of(
              SnapshotCommand.spec(),
              Map.of("NOMAD_ADDR", nomad.address().toString()),
              "snapshot",
              "preflight",
              "-target",
              "s3://backups/nomad",
              "-s3-endpoint",
              "http://127.0.0.1:1",
              "-s3-region",
              "us-east-1",
              "-spool",
              folder.toString());
      assertThat(run.code()).as(run.out()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.out()).contains("missing: target s3://backups/nomad");
    }
  }
}
