package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import nomadops.runtime.ExitCode;
import nomadops.simulator.DeadJobSeed;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.SimulatorOptions;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import nomadops.simulator.journal.Effect;
import nomadops.simulator.journal.Journal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcCommandTest {
  private GcRun last = new GcRun(ExitCode.DONE, "", "");
  @TempDir Path folder;

  @Test
  void oneCommandWithoutAFileCollectsWhatIsDue() throws IOException {
    Path audit = folder.resolve("purged.ndjson");
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(60);
      nomad.state().seedDeadJobs(DeadJobSeed.of(5).idPrefix("young-").age(Duration.ofMinutes(1)));
      assertThat(
              gc(
                  nomad.address(),
                  "run",
                  "-once",
                  "-keep-for",
                  "4h",
                  "-audit-log",
                  audit.toString()))
          .as(err())
          .isEqualTo(ExitCode.DONE);
      assertThat(out()).contains("purged").contains("60").contains("kept: within_keep_time");
      assertThat(err()).as("progress, with the total of the list").contains("purging 60/60 (100%)");
      assertSound(nomad.state().journal(), 60);
    }
    List<String> lines = Files.readAllLines(audit);
    assertThat(lines).hasSize(120);
    assertThat(lines).filteredOn(line -> line.contains("\"outcome\":\"sending\"")).hasSize(60);
    assertThat(lines).filteredOn(line -> line.contains("\"outcome\":\"purged\"")).hasSize(60);
  }

  @Test
  void theSummaryIsJsonWhenAsked() {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(3);
      assertThat(gc(nomad.address(), "run", "-once", "-json")).isEqualTo(ExitCode.DONE);
      assertThat(out()).startsWith("{\"purged\":3,").contains("\"failed\":0");
    }
  }

  @Test
  void thePlanSaysWhatWhyAndWhenAndChangesNothing() {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(100);
      nomad.state().seedDeadJobs(DeadJobSeed.of(5).idPrefix("young-").age(Duration.ofMinutes(1)));
      assertThat(gc(nomad.address(), "plan")).isEqualTo(ExitCode.DONE);
      assertThat(out())
          .contains("default/dead-00000")
          .contains("100 of 105 dead jobs would be deleted now")
          .contains("-all shows");
      assertThat(nomad.state().journal().purges()).isEmpty();
      assertThat(gc(nomad.address(), "plan", "-all", "-json")).isEqualTo(ExitCode.DONE);
      assertThat(out()).contains("\"job\":\"default/young-0000004\"").contains("within_keep_time");
    }
  }

  @Test
  void anUnreachableNomadIsExitThree() {
    assertThat(gc(URI.create("http://127.0.0.1:1"), "run", "-once"))
        .isEqualTo(ExitCode.UNREACHABLE);
    assertThat(err()).contains("127.0.0.1:1");
  }

  @Test
  void aTokenThatMayNotListIsToldWhichCapabilitiesItNeeds() {
    try (NomadSimulator nomad = NomadSimulator.start(SimulatorOptions.defaults().withAcl(true))) {
      assertThat(gc(nomad.address(), "run", "-once")).isEqualTo(ExitCode.FAILED);
      assertThat(err()).contains("list-jobs, read-job and purge-job");
    }
  }

  @Test
  void aTokenThatMayNotPurgeEndsTheRunAndSaysWhy() {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(3);
      nomad
          .faults()
          .inject(Match.of("DELETE", "/v1/job/"), new Fault.Status(403, "Permission denied", 0));
      assertThat(gc(nomad.address(), "run", "-once")).isEqualTo(ExitCode.FAILED);
      assertThat(err()).contains("purge-job");
      assertThat(nomad.state().jobs("dead")).isEqualTo(3);
    }
  }

  @Test
  void wrongFiltersNamespacesAndTooShortTimesAreRefusedBeforeAnythingIsDone() {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(3);
      assertThat(gc(nomad.address(), "run", "-once", "-filter", "ID = \"x\""))
          .isEqualTo(ExitCode.USAGE);
      assertThat(gc(nomad.address(), "run", "-once", "-namespace", "nowhere"))
          .isEqualTo(ExitCode.USAGE);
      assertThat(err()).contains("nowhere");
      assertThat(gc(nomad.address(), "run", "-once", "-keep-for", "1s"))
          .isEqualTo(ExitCode.REFUSED);
      assertThat(err()).contains("-allow-short-keep");
      assertThat(nomad.state().journal().purges()).isEmpty();
    }
  }

  @Test
  void aFullDiskUnderTheAuditLogStopsEveryDelete() {
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(20);
      assertThat(gc(nomad.address(), "run", "-once", "-audit-log", "/dev/full"))
          .isEqualTo(ExitCode.FAILED);
      assertThat(err()).contains("audit");
      assertThat(nomad.state().journal().purges()).isEmpty();
    }
  }

  @Test
  void aProcessThatIsKilledLosesNothingAndTheNextDeletesNothingTwice() throws Exception {
    Path audit = folder.resolve("killed.ndjson");
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(3_000);
      Process first =
          process(
              nomad.address(), "run", "-once", "-max-rate", "400", "-audit-log", audit.toString());
      awaitPurges(nomad, 50);
      first.destroyForcibly().waitFor();
      assertThat(nomad.state().jobs("dead")).isPositive();
      assertThat(gc(nomad.address(), "run", "-once", "-audit-log", audit.toString()))
          .as(err())
          .isEqualTo(ExitCode.DONE);
      assertSound(nomad.state().journal(), 3_000);
    }
  }

  @Test
  void onSigtermItFinishesWhatIsInFlightAndFlushesTheAuditLog() throws Exception {
    Path audit = folder.resolve("stopped.ndjson");
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(2_000);
      Process process =
          process(
              nomad.address(),
              "run",
              "-max-rate",
              "100",
              "-admin-address",
              "127.0.0.1:0",
              "-audit-log",
              audit.toString());
      awaitPurges(nomad, 20);
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      int purged = nomad.state().journal().purges().size();
      List<String> lines = Files.readAllLines(audit);
      assertThat(lines)
          .filteredOn(line -> line.contains("\"outcome\":\"sending\""))
          .hasSize(purged);
      assertThat(lines).filteredOn(line -> line.contains("\"outcome\":\"purged\"")).hasSize(purged);
      assertThat(nomad.state().journal().deletesInVain()).isEmpty();
    }
  }

  private static void assertSound(Journal journal, int purges) {
    assertThat(journal.purges()).hasSize(purges).noneMatch(Effect.Deregistered::live);
    assertThat(journal.deletesPerVersion().values()).allMatch(n -> n == 1);
    assertThat(journal.deletesInVain()).isEmpty();
  }

  private static void awaitPurges(NomadSimulator nomad, int count) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (nomad.state().journal().purges().size() < count) {
      assertThat(System.nanoTime()).as("waiting for purges").isLessThan(end);
      Thread.sleep(20);
    }
  }

  private Process process(URI address, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(GcChild.java("gc"));
    command.addAll(List.of(arguments));
    command.add("-leader=none");
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("NOMAD_ADDR", address.toString());
    return builder.start();
  }

  private ExitCode gc(URI address, String... arguments) {
    last = GcRun.of(address, Clockwork.system(), arguments);
    return last.code();
  }

  private String out() {
    return last.out();
  }

  private String err() {
    return last.err();
  }
}
