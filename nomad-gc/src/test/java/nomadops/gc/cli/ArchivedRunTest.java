package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.model.JobKey;
import nomadops.gc.Await;
import nomadops.runtime.ExitCode;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `gc run -archive`, and what can be asked and undone afterwards.
@Timeout(90)
class ArchivedRunTest {
  private final NomadSimulator nomad = NomadSimulator.start();
  @TempDir Path folder;

  @AfterEach
  void stop() {
    nomad.close();
  }

  private String archive() {
    return folder.resolve("archive.sqlite").toString();
  }

  private GcRun gc(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "-archive";
    all[arguments.length + 1] = archive();
    return GcRun.of(nomad.address(), Clockwork.system(), all);
  }

  private void collected(int jobs) {
    nomad.state().seedDeadJobs(jobs);
    GcRun run = gc("run", "-once");
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(nomad.state().journal().purges()).hasSize(jobs);
  }

  private String spec(String id) {
    try (NomadClient client =
        NomadClient.connect(Connection.to(nomad.address().toString()).build())) {
      return client.jobs().read(JobKey.inDefault(id)).value().orElseThrow().raw().text();
    }
  }

  @Test
  void everyPurgedJobIsInTheHistory() {
    collected(60);
    GcRun history = gc("history", "-json");
    assertThat(history.code()).as(history.err()).isEqualTo(ExitCode.DONE);
    assertThat(history.out()).contains("\"total\":60").contains("\"id\":\"dead-0000007\"");
    assertThat(history.out().split("\"state\":\"purged\"", -1)).hasSize(61);
    GcRun some = gc("history", "-job", "dead-000001*", "-limit", "3");
    // Several read ahead at once, so any of them may be the last.
    assertThat(some.out().lines().filter(line -> line.contains("default/dead-000001")))
        .hasSize(3)
        .allMatch(line -> line.contains("purged"));
    assertThat(some.out()).contains("3 of 10 deleted jobs; -limit shows more");
    GcRun check = gc("archive", "check");
    assertThat(check.code()).isEqualTo(ExitCode.DONE);
    assertThat(check.out()).contains("60 rows, 60 purged").contains("every checksum fits");
  }

  @Test
  void theStoredSpecificationIsNomadsOwnAnswer() {
    nomad.state().seedDeadJobs(3);
    String before = spec("dead-0000001");
    assertThat(gc("run", "-once").code()).isEqualTo(ExitCode.DONE);
    assertThat(gc("history", "-id", "dead-0000001", "-spec").out().strip()).isEqualTo(before);
    assertThat(gc("history", "-id", "default/dead-0000001").out())
        .contains("Version 0 of default/dead-0000001: purged")
        .contains("evaluation");
  }

  @Test
  void restoreRegistersItAgainAfterAsking() {
    collected(3);
    GcRun no =
        GcRun.answering(nomad.address(), "n", "restore", "dead-0000001", "-archive", archive());
    assertThat(no.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(no.err())
        .contains("default/dead-0000001: batch job, version 0")
        .contains("runs again")
        .contains("restore default/dead-0000001? [y/N]");
    assertThat(nomad.state().job("default", "dead-0000001")).isEmpty();
    GcRun yes =
        GcRun.answering(
            nomad.address(), "y", "restore", "default/dead-0000001", "-archive", archive());
    assertThat(yes.code()).as(yes.err()).isEqualTo(ExitCode.DONE);
    assertThat(nomad.state().job("default", "dead-0000001")).isPresent();
    GcRun again = gc("restore", "dead-0000001", "-yes");
    assertThat(again.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(again.err()).contains("a job default/dead-0000001 is there");
  }

  @Test
  void aScriptMustSayYes() {
    collected(1);
    assertThat(gc("restore", "dead-0000000").code()).isEqualTo(ExitCode.REFUSED);
    GcRun unknown = gc("restore", "nothing", "-yes");
    assertThat(unknown.code()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("\"nothing\" is not in the archive");
    assertThat(gc("restore", "dead-0000000", "-version", "7", "-yes").err())
        .contains("there is version 0 of");
    GcRun told = gc("restore", "dead-0000000", "-yes", "-json");
    assertThat(told.code()).isEqualTo(ExitCode.DONE);
    assertThat(told.out()).startsWith("{\"job\":\"default/dead-0000000\",\"version\":0,");
  }

  @Test
  void aProcessThatIsKilledLeavesARowForEachDeleteAndNoneTwice() throws Exception {
    nomad.state().seedDeadJobs(1_500);
    List<String> command =
        new ArrayList<>(
            GcChild.java(
                "gc", "run", "-once", "-leader=none", "-max-rate=300", "-archive=" + archive()));
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("NOMAD_ADDR", nomad.address().toString());
    Process process = builder.start();
    Await.until("some are purged", () -> nomad.state().journal().purges().size() > 100);
    process.destroyForcibly().waitFor();
    int before = nomad.state().journal().purges().size();
    assertThat(before).isLessThan(1_500);
    assertThat(gc("run", "-once").code()).isEqualTo(ExitCode.DONE);
    assertThat(nomad.state().journal().purges()).hasSize(1_500);
    GcRun all = gc("history", "-all", "-json", "-limit", "5000");
    assertThat(all.out()).contains("\"total\":1500");
    assertThat(all.out().split("\"state\":\"purged\"", -1).length - 1)
        .as("all but those whose news was lost with the process")
        .isBetween(1_500 - before, 1_500);
  }

  @Test
  void withoutAnArchiveItSaysSoOnceAndLookingIsWrongUsage() {
    nomad.state().seedDeadJobs(1);
    GcRun run = GcRun.of(nomad.address(), Clockwork.system(), "run", "-once");
    assertThat(run.err()).containsOnlyOnce("nothing is archived");
    GcRun history = GcRun.of(nomad.address(), Clockwork.system(), "history");
    assertThat(history.code()).isEqualTo(ExitCode.USAGE);
    assertThat(history.err()).contains("archive").contains("-archive=");
  }

  @Test
  void anArchiveThatIsNoneStopsEverythingBeforeItBegins() throws Exception {
    nomad.state().seedDeadJobs(3);
    Files.writeString(Path.of(archive()), "no database".repeat(1000));
    GcRun run = gc("run", "-once");
    assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
    assertThat(run.err()).contains("is not an SQLite database").contains("move it out of the way");
    assertThat(nomad.state().journal().purges()).isEmpty();
    assertThat(gc("archive", "check").code()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void aPasswordInTheAddressIsRefusedAndNotRepeated() {
    GcRun run =
        GcRun.of(
            nomad.address(),
            Clockwork.system(),
            "run",
            "-once",
            "-archive",
            "postgresql://gc:hunter22@127.0.0.1/db");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("password").contains("PGPASSWORD").doesNotContain("hunter22");
  }
}
