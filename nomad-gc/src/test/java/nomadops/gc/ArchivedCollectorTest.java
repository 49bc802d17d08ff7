package nomadops.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import nomadops.gc.archive.ArchiveAddress;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.archive.HistoryRow;
import nomadops.gc.archive.PostgresServer;
import nomadops.gc.archive.RowState;
import nomadops.gc.archive.Samples;
import nomadops.gc.archive.SmallDisk;
import nomadops.gc.pace.PaceDecision;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A collector with an archive beside a Nomad, and a disk, that misbehave.
@Timeout(120)
class ArchivedCollectorTest {
  private final NomadSimulator nomad = NomadSimulator.start();
  @TempDir Path folder;

  @AfterEach
  void stop() {
    nomad.close();
  }

  private Path file() {
    return folder.resolve("archive.sqlite");
  }

  private ArchiveDatabase archive() {
    return ArchiveDatabase.write(new ArchiveAddress.SqliteFile(file()), Optional.empty());
  }

  static List<HistoryRow> rows(ArchiveDatabase archive) {
    return Samples.rows(archive, Samples.all());
  }

  @Test
  void everyPurgeHasItsRow() throws Exception {
    nomad.state().seedDeadJobs(300);
    try (ArchiveDatabase archive = archive();
        Rig rig = new Rig(nomad, archive)) {
      RunSummary run = rig.once();
      assertThat(run.of("purged")).isEqualTo(300);
      assertThat(rows(archive)).hasSize(300).allMatch(row -> row.state() == RowState.PURGED);
      assertThat(rows(archive)).extracting(HistoryRow::purgeIndex).allMatch(index -> index > 0);
    }
    Rig.assertSound(nomad.state().journal());
    Rig.assertNothingInVain(nomad.state().journal());
  }

  @Test
  void aFullDiskStopsThePurgeAndRoomLetsItGoOn() throws Exception {
    nomad.state().seedDeadJobs(300);
    SmallDisk disk = new SmallDisk(60);
    try (ArchiveDatabase archive = disk.archive(file());
        Rig rig = new Rig(nomad, archive)) {
      FutureTask<RunSummary> run = new FutureTask<>(rig::once);
      Thread.ofVirtual().start(run);
      Await.until("a commit fails", () -> rig.gc.archiving.orElseThrow().failures() > 0);
      assertThat(rig.gc.status().toString()).contains("there is no room for the archive");
      Await.until(
          "the purge is held", () -> rig.gc.archiving.orElseThrow().waiting() == 0 || held(rig));
      int purged = nomad.state().journal().purges().size();
      assertThat(purged).isLessThan(300);
      assertThat(run.isDone()).isFalse();
      disk.grow(100_000);
      assertThat(run.get(60, TimeUnit.SECONDS).clean()).isTrue();
      assertThat(nomad.state().jobs("dead")).isZero();
      assertThat(rows(archive)).hasSize(300).allMatch(row -> row.state() == RowState.PURGED);
    }
    Rig.assertSound(nomad.state().journal());
  }

  @Test
  void aJobThatChangesBetweenArchiveAndCheckIsKeptAndLeavesNoRow() throws Exception {
    nomad.state().seedDeadJobs(10);
    nomad
        .faults()
        .inject(
            Match.of("GET", "/v1/job/dead-0000003/evaluations").times(1),
            new Fault.Run(() -> register("dead-0000003")));
    try (ArchiveDatabase archive = archive();
        Rig rig = new Rig(nomad, archive)) {
      RunSummary run = rig.once();
      assertThat(run.of("purged")).isEqualTo(9);
      assertThat(run.of("changed")).isEqualTo(1);
      assertThat(rows(archive))
          .hasSize(9)
          .noneMatch(row -> row.version().job().id().equals("dead-0000003"));
    }
    assertThat(nomad.state().job("default", "dead-0000003")).isPresent();
  }

  @Test
  void twoReplicasShareOneFile() throws Exception {
    try (ArchiveDatabase one = archive();
        ArchiveDatabase two = archive()) {
      shared(one, two);
    }
  }

  @Test
  void twoReplicasShareOneDatabase() throws Exception {
    try (PostgresServer server = PostgresServer.start(installedPostgres());
        ArchiveDatabase one = database(server);
        ArchiveDatabase two = database(server)) {
      shared(one, two);
    }
  }

  /// Both act, as when a lock is lost: each job has one row, whoever purged it.
  private void shared(ArchiveDatabase one, ArchiveDatabase two) throws Exception {
    nomad.state().seedDeadJobs(400);
    try (Rig first = new Rig(nomad, one);
        Rig second = new Rig(nomad, two)) {
      FutureTask<RunSummary> other = new FutureTask<>(second::once);
      Thread.ofVirtual().start(other);
      RunSummary mine = first.once();
      RunSummary theirs = other.get(60, TimeUnit.SECONDS);
      assertThat(mine.of("purged") + theirs.of("purged")).isEqualTo(400);
      assertThat(first.gc.archiving.orElseThrow().failures()).as("failed commits").isZero();
      assertThat(second.gc.archiving.orElseThrow().failures()).as("failed commits").isZero();
      assertThat(rows(one)).hasSize(400).noneMatch(row -> row.state() == RowState.PENDING);
    }
    Rig.assertSound(nomad.state().journal());
  }

  private static Path installedPostgres() {
    Optional<Path> installed = PostgresServer.installed();
    Assumptions.assumeTrue(
        installed.isPresent(), "PostgreSQL is not installed: the archive in it is not tested");
    return installed.orElseThrow();
  }

  private static ArchiveDatabase database(PostgresServer server) {
    return ArchiveDatabase.write(
        ArchiveAddress.parse(server.address("gc", "postgres")), Optional.empty());
  }

  @Test
  void withoutTheFenceNothingIsRead() throws Exception {
    nomad.state().seedDeadJobs(10);
    try (ArchiveDatabase archive = archive();
        Rig rig = new Rig(nomad, archive)) {
      rig.fence.set(false);
      FutureTask<RunSummary> run = new FutureTask<>(rig::once);
      Thread.ofVirtual().start(run);
      Await.until("it has listed", () -> rig.gc.intake.last().lists() >= 1);
      Thread.sleep(Duration.ofMillis(300));
      assertThat(rows(archive)).isEmpty();
      rig.fence.set(true);
      assertThat(run.get(60, TimeUnit.SECONDS).of("purged")).isEqualTo(10);
    }
  }

  @Test
  void aDatabaseThatIsDownInMidRunHoldsThePurgeUntilItIsBack() throws Exception {
    nomad.state().seedDeadJobs(600);
    try (PostgresServer server = PostgresServer.start(installedPostgres());
        ArchiveDatabase archive = database(server);
        Rig rig = new Rig(nomad, archive)) {
      nomad
          .faults()
          .inject(Match.of("DELETE", "/v1/job/dead-0000050").times(1), new Fault.Run(server::down));
      FutureTask<RunSummary> run = new FutureTask<>(rig::once);
      Thread.ofVirtual().start(run);
      Await.until("the purge is held", () -> !rig.gc.archiving.orElseThrow().writable());
      assertThat(rig.gc.status().toString()).contains("does not answer");
      assertThat(run.isDone()).isFalse();
      assertThat(nomad.state().jobs("dead")).isPositive();
      server.up();
      assertThat(run.get(60, TimeUnit.SECONDS).clean()).isTrue();
      assertThat(nomad.state().jobs("dead")).isZero();
      assertThat(rows(archive)).hasSize(600).allMatch(row -> row.state() == RowState.PURGED);
    }
    Rig.assertSound(nomad.state().journal());
  }

  private static boolean held(Rig rig) {
    return rig.gc.gate.view().last() instanceof PaceDecision.Hold hold
        && hold.cause() == PaceDecision.Cause.ARCHIVE;
  }

  private void register(String id) {
    nomad
        .state()
        .register(
            """
            {"Job": {"ID": "%s", "Type": "batch", "Datacenters": ["*"], "TaskGroups": [{"Name": "g", "Count": 1,
             "Tasks": [{"Name": "t", "Driver": "mock_driver", "Config": {"run_for": "1h"}}]}]}}
            """
                .formatted(id));
  }
}
