package nomadops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a user sees of the packaged command: exit codes, messages, and what became of the cluster.
 */
class NomadOpsEndToEndTest {
  @TempDir Path folder;

  @Test
  void aSingleRunPurgesWhatIsOldOnceAndKeepsTheRest() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(DeadJobSeed.of(120).idPrefix("old-"));
      nomad.state().seedDeadJobs(DeadJobSeed.of(30).idPrefix("young-").age(Duration.ofMinutes(5)));
      Path audit = folder.resolve("purged.ndjson");
      Launcher.Ended run =
          Launcher.run(
              folder,
              "gc",
              "run",
              "--once",
              "-json",
              "--keep-for=4h",
              "--address=" + nomad.address(),
              "--audit-log=" + audit);
      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(nomad.state().jobs()).isEqualTo(30);
      assertThat(nomad.state().journal().deletesInVain()).isEmpty();
      assertThat(nomad.state().journal().deletesPerVersion().values()).hasSize(120).containsOnly(1);
      assertThat(run.out()).contains("\"purged\"").contains("120");
      assertThat(Launcher.text(audit).lines().filter(l -> l.contains("\"outcome\":\"purged\"")))
          .hasSize(120);
    }
  }

  @Test
  void aPlanSaysWhatWouldBePurgedAndPurgesNothing() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(3);
      Launcher.Ended plan = Launcher.run(folder, "gc", "plan", "-address=" + nomad.address());
      assertThat(plan.exitCode()).as(plan.err()).isZero();
      assertThat(plan.out()).contains("dead-0000000").contains("dead-0000002");
      assertThat(nomad.state().jobs()).isEqualTo(3);
      assertThat(nomad.state().journal().purges()).isEmpty();
    }
  }

  @Test
  void anUnreachableNomadIsExitCodeThreeAndAMessageThatNamesTheAddress() throws Exception {
    Launcher.Ended run =
        Launcher.run(folder, "gc", "run", "--once", "--address=http://127.0.0.1:1");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("127.0.0.1:1").doesNotContain("\tat ");
  }

  @Test
  void aTokenThatMayNotIsExitCodeOneAndSaysWhichCapabilityIsMissing() throws Exception {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true))) {
      Launcher.Ended run =
          Launcher.run(
              folder, "gc", "run", "--once", "--leader=none", "--address=" + nomad.address());
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("list-jobs").doesNotContain("\tat ");
    }
  }

  @Test
  void everyFaultOfAConfigurationIsNamedAtOnceWithTheNearestKey() throws Exception {
    Path config = folder.resolve("gc.yaml");
    Files.writeString(config, "keep-fro: 4h\npace: polite\n");
    Launcher.Ended run = Launcher.run(folder, "gc", "run", "--config=" + config);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("keep-fro").contains("keep-for").contains("polite");
  }

  @Test
  void anUnknownCommandIsAUsageErrorAndHelpIsNot() throws Exception {
    assertThat(Launcher.run(folder, "gc", "rnu").exitCode()).isEqualTo(2);
    Launcher.Ended help = Launcher.run(folder, "--help");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("gc").contains("simulator").contains("demo");
  }

  @Test
  void theLibrariesAreJarsAndNothingElse() throws Exception {
    try (Stream<Path> lib = Files.list(Launcher.HOME.resolve("lib"))) {
      assertThat(lib.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("junixsocket-common"))
          .anyMatch(name -> name.startsWith("junixsocket-native-common"))
          .allMatch(name -> name.endsWith(".jar"));
    }
  }

  @Test
  void theSimulatorServesUntilItIsTold() throws Exception {
    Process simulator =
        Launcher.builder(
                Map.of("NOMAD_OPS_JAVA_HOME", System.getProperty("java.home")),
                "simulator",
                "run",
                "--port=0",
                "--dead-jobs=5",
                "--no-cost")
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(simulator.getInputStream(), StandardCharsets.UTF_8))) {
      String first = lines.readLine();
      assertThat(first).contains("http://127.0.0.1:");
      String address = first.substring(first.indexOf("http://")).strip();
      Launcher.Ended run =
          Launcher.run(folder, "gc", "run", "--once", "--leader=none", "--address=" + address);
      assertThat(run.exitCode()).as(run.err()).isZero();
      simulator.destroy();
      assertThat(simulator.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } finally {
      simulator.destroyForcibly();
    }
  }
}
