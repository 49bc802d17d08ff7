package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nomadops.gc.archive.ArchiveAddress;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.archive.HistoryRow;
import nomadops.gc.archive.RowState;
import nomadops.gc.archive.Samples;
import nomadops.runtime.ExitCode;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A bankruptcy with an archive: nothing is deleted that is not in it.
@Timeout(180)
class BankruptArchiveTest {
  @TempDir Path folder;

  private GcRun bankrupt(NomadSimulator nomad, Path archive) {
    return new Desk(nomad.address())
        .bankrupt(
            "-force",
            "-no-snapshot",
            "-confirm",
            PausedCluster.NAME,
            "-archive",
            archive.toString());
  }

  private static List<HistoryRow> rows(Path archive) {
    try (ArchiveDatabase database =
        ArchiveDatabase.read(new ArchiveAddress.SqliteFile(archive), Optional.empty())) {
      return Samples.rows(database, Samples.all());
    }
  }

  @Test
  void everyJobIsInTheArchiveBeforeItGoes() {
    Path archive = folder.resolve("gc.db");
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(40);
      // One that cannot be read cannot be kept, and so it stays.
      nomad
          .faults()
          .inject(
              Match.of("GET", "/v1/job/dead-0000007/evaluations"), new Fault.Status(400, "no", 0));
      GcRun run = bankrupt(nomad, archive);
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
      assertThat(nomad.state().journal().purges()).hasSize(39);
      assertThat(nomad.state().job("default", "dead-0000007")).isPresent();
      assertThat(rows(archive))
          .hasSize(39)
          .extracting(HistoryRow::state)
          .containsOnly(RowState.PURGED);
    }
  }

  @Test
  void whatIsNoArchiveIsFoundOutBeforeAnythingIsDone() throws Exception {
    Path archive = Files.writeString(folder.resolve("gc.db"), "this is no database at all\n");
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(3);
      GcRun run = bankrupt(nomad, archive);
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.REFUSED);
      assertThat(run.err()).contains(archive.toString());
      assertThat(nomad.state().journal().purges()).isEmpty();
    }
  }

  @Test
  void anArchiveThatGoesInTheMiddleEndsItAndTheBrokerRuns() throws Exception {
    Path archive = folder.resolve("gc.db");
    try (NomadSimulator nomad = NomadSimulator.start()) {
      nomad.state().seedDeadJobs(1_200);
      // The second batch finds another file in its place.
      nomad
          .faults()
          .inject(
              Match.of("GET", "/v1/job/dead-0001100").times(1),
              new Fault.Run(() -> replaced(archive)));
      GcRun run = bankrupt(nomad, archive);
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err()).contains("the archive cannot be written, so nothing more is deleted");
      assertThat(nomad.state().journal().purges()).hasSizeLessThan(1_200);
      new PausedCluster(nomad).assertRuns();
    }
  }

  private static void replaced(Path archive) {
    try {
      Files.move(archive, archive.resolveSibling("gc.db.away"));
      Files.createDirectory(archive);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
