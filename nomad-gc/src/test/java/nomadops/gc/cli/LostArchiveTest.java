package nomadops.gc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nomadops.gc.archive.ArchiveAddress;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.archive.PostgresServer;
import nomadops.gc.archive.Samples;
import nomadops.runtime.ExitCode;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import nomadops.simulator.journal.Effect;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A single run whose archive goes away and stays away.
@Timeout(120)
class LostArchiveTest {
  @Test
  void itGivesUpAndWhatIsGoneFromNomadIsInTheArchive() throws Exception {
    Optional<Path> installed = PostgresServer.installed();
    Assumptions.assumeTrue(
        installed.isPresent(), "PostgreSQL is not installed: the archive in it is not tested");
    try (NomadSimulator nomad = NomadSimulator.start();
        PostgresServer server = PostgresServer.start(installed.orElseThrow())) {
      nomad.state().seedDeadJobs(600);
      nomad
          .faults()
          .inject(Match.of("DELETE", "/v1/job/dead-0000050").times(1), new Fault.Run(server::down));
      String address = server.address("gc", "postgres");
      GcRun run =
          GcRun.of(
              nomad.address(),
              HastyTime.from(Instant.now(), 20),
              "run",
              "-once",
              "-archive",
              address);
      assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err()).contains("nothing more is deleted").contains("does not answer");
      assertThat(nomad.state().jobs("dead")).isPositive();
      server.up();
      List<String> archived;
      try (ArchiveDatabase archive =
          ArchiveDatabase.read(ArchiveAddress.parse(address), Optional.empty())) {
        archived =
            Samples.rows(archive, Samples.all()).stream()
                .map(row -> row.version().job().id())
                .toList();
      }
      assertThat(nomad.state().journal().purges())
          .isNotEmpty()
          .extracting(Effect.Deregistered::jobId)
          .isSubsetOf(archived);
    }
  }
}
