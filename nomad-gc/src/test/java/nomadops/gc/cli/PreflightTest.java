package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.model.SchedulerConfiguration;
import nomadops.gc.archive.ArchiveAddress;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.runtime.ExitCode;
import nomadops.runtime.acl.PolicyFile;
import nomadops.runtime.acl.PolicyMatrix;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `gc preflight` as a shell sees it.
@Timeout(180)
class PreflightTest {
  @TempDir Path folder;

  private static GcRun preflight(URI nomad, String... words) {
    List<String> all = new ArrayList<>(List.of("preflight"));
    all.addAll(List.of(words));
    return GcRun.of(nomad, Clockwork.system(), all.toArray(String[]::new));
  }

  @Test
  void whereAllIsWellItSaysSoAndNothingIsDone() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(3);
      GcRun run =
          preflight(nomad.address(), "-audit-log", folder.resolve("purged.ndjson").toString());
      assertThat(run.code()).as(run.out()).isEqualTo(ExitCode.DONE);
      assertThat(run.out())
          .containsPattern("ok +address")
          .containsPattern("ok +filter")
          .containsPattern("ok +thresholds")
          .containsPattern("ok +audit")
          .endsWith("gc can run here.\n");
      assertThat(nomad.state().jobs()).isEqualTo(3);
      assertThat(nomad.state().journal().effects()).isEmpty();
      assertThat(folder.resolve("purged.ndjson")).doesNotExist();
    }
  }

  @Test
  void anArchiveIsLookedAtAndNoneIsMade() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      Path file = folder.resolve("archive.sqlite");
      GcRun fresh = preflight(nomad.address(), "-archive", file.toString());
      assertThat(fresh.code()).as(fresh.out()).isEqualTo(ExitCode.DONE);
      assertThat(fresh.out()).containsPattern("ok +archive.*can be written");
      assertThat(folder).isEmptyDirectory();

      ArchiveDatabase.write(new ArchiveAddress.SqliteFile(file), Optional.empty()).close();
      GcRun there = preflight(nomad.address(), "-archive", file.toString());
      assertThat(there.code()).isEqualTo(ExitCode.DONE);
      assertThat(there.out()).contains("can be opened");

      Path other = Files.writeString(folder.resolve("notes.txt"), "no archive at all".repeat(99));
      GcRun damaged = preflight(nomad.address(), "-archive", other.toString());
      assertThat(damaged.code()).as(damaged.out()).isEqualTo(ExitCode.REFUSED);
      assertThat(damaged.out()).contains("notes.txt").contains("restore it from its backup");

      GcRun nowhere = preflight(nomad.address(), "-archive", folder.resolve("no/where.db") + "");
      assertThat(nowhere.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(nowhere.out()).contains("cannot be written by");
    }
  }

  @Test
  void withItsPolicyItCanRunAndWithoutARightItSaysWhichAndWhatToDo() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true));
        PolicyMatrix admin = new PolicyMatrix(nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN)) {
      String rules = PolicyFile.of("gc").rules();
      GcRun well = preflight(nomad.address(), "-token", admin.token("gc", rules));
      assertThat(well.code()).as(well.out()).isEqualTo(ExitCode.DONE);
      assertThat(well.out()).contains("register-job").contains("gc can run here; 1 doubtful.");

      GcRun management = preflight(nomad.address(), "-token", SimulatorOptions.MANAGEMENT_TOKEN);
      assertThat(management.code()).isEqualTo(ExitCode.DONE);
      assertThat(management.out()).contains("a management token: far more than is needed");

      GcRun less =
          preflight(
              nomad.address(),
              "-token",
              admin.token("less", rules.replace("\"purge-job\"", "\"parse-job\"")));
      assertThat(less.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(less.out())
          .contains("purge-job in every namespace")
          .contains("namespace \"*\" { capabilities = [\"purge-job\"] }")
          .contains("nomad acl policy apply nomad-ops-gc gc.policy.hcl")
          .contains("gc lacks something that it needs");
    }
  }

  /// The policy that this project's own docs showed once.
  @Test
  void aBlockForVariablesThatHidesANamespaceIsFound() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true));
        PolicyMatrix admin = new PolicyMatrix(nomad.address(), SimulatorOptions.MANAGEMENT_TOKEN)) {
      String rules =
          """
          namespace "*" { capabilities = ["list-jobs", "read-job", "purge-job"] }
          namespace "default" { variables { path "nomad-ops/gc/leader" { capabilities = ["read", "write"] } } }
          """;
      GcRun run = preflight(nomad.address(), "-token", admin.token("p", rules));
      assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.out()).contains("not in default", "hides the one for \"*\"");
    }
  }

  @Test
  void withoutATokenWhereOneIsNeededItSaysHowToMakeOne() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true))) {
      GcRun run = preflight(nomad.address());
      assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.out())
          .contains("ACLs are on and none is given")
          .contains("nomad acl token create -name nomad-ops-gc -policy nomad-ops-gc");
    }
  }

  @Test
  void aFilterThatNomadRefusesIsMissing() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      GcRun run = preflight(nomad.address(), "-filter", "ID === 3");
      assertThat(run.code()).as(run.out()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.out()).contains("Nomad refuses the filter");
    }
  }

  @Test
  void aNamespaceThatIsNotThereIsMissing() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      GcRun run = preflight(nomad.address(), "-namespace", "ci");
      assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.out()).contains("namespace ci").contains("nomad namespace apply ci");
    }
  }

  @Test
  void whereNomadCollectsFirstThatIsDoubtful() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      GcRun run = preflight(nomad.address(), "-keep-for", "7d");
      assertThat(run.code()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).contains("Nomad is first").contains("raise job_gc_threshold");
    }
  }

  @Test
  void anAuditLogThatCannotBeWrittenIsMissing() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      Path file = Files.writeString(folder.resolve("file"), "").resolve("audit.ndjson");
      GcRun run = preflight(nomad.address(), "-audit-log", file.toString());
      assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.out()).contains("cannot be written by");
    }
  }

  @Test
  void aNomadThatIsNotReachedIsExitCodeThree() {
    GcRun run = preflight(URI.create("http://127.0.0.1:1"));
    assertThat(run.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(run.out())
        .contains("missing", "not told")
        .endsWith("gc cannot reach Nomad; 3 not told.\n");
  }

  @Test
  void aConfigurationThatIsWrongIsExitCodeTwo() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      assertThat(preflight(nomad.address(), "-keep-for", "soon").code()).isEqualTo(ExitCode.USAGE);
    }
  }

  @Test
  void aPausedBrokerIsDoubtfulAndMachinesGetJson() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      try (NomadClient client =
          NomadClient.connect(Connection.to(nomad.address().toString()).build())) {
        SchedulerConfiguration now = client.operator().schedulerConfiguration().value();
        boolean paused = client.operator().setSchedulerConfiguration(now.withPauseEvalBroker(true));
        assertThat(paused).isTrue();
      }
      GcRun run = preflight(nomad.address(), "-json");
      JsonNode json = JsonMapper.builder().build().readTree(run.out());
      assertThat(json.path("ready").asBoolean()).isTrue();
      assertThat(json.path("findings").valueStream())
          .anyMatch(each ->
              each.path("check").asString().equals("broker")
                  && each.path("result").asString().equals("doubtful"));
    }
  }
}
