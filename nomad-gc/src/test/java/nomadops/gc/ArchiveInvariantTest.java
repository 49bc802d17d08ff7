package nomadops.gc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import nomadops.gc.archive.ArchiveAddress;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.archive.HistoryQuery;
import nomadops.gc.archive.HistoryRow;
import nomadops.gc.archive.RowState;
import nomadops.gc.archive.SmallDisk;
import nomadops.simulator.NomadSimulator;
import nomadops.simulator.fault.Fault;
import nomadops.simulator.fault.Match;
import nomadops.simulator.journal.Effect;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The sentence of the archive: **every DELETE that reaches Nomad finds a committed row of exactly
/// the version that it deletes**, whatever goes wrong: requests fail, jobs change in every gap, the
/// disk fills up and grows, replicas are killed and start anew, two act at once. Asked through
/// another connection, as each DELETE arrives.
@Timeout(120)
class ArchiveInvariantTest {
  private static final int JOBS = 150;
  @TempDir Path folder;

  private final Queue<String> broken = new ConcurrentLinkedQueue<>();

  @RepeatedTest(2)
  void noDeleteIsSentBeforeItsVersionIsCommitted() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Path file = folder.resolve("archive.sqlite");
    SmallDisk disk = new SmallDisk(16 + random.nextInt(24));
    try (NomadSimulator nomad = NomadSimulator.start();
        ArchiveDatabase made = disk.archive(file);
        ArchiveDatabase looking =
            ArchiveDatabase.read(new ArchiveAddress.SqliteFile(file), Optional.empty())) {
      nomad.state().seedDeadJobs(JOBS);
      for (int job = 0; job < JOBS; job++) {
        String id = "dead-%07d".formatted(job);
        meddle(nomad, id, random);
        nomad
            .faults()
            .inject(
                Match.of("DELETE", "/v1/job/" + id),
                new Fault.Run(() -> lookFor(nomad, looking, id)));
      }
      faults(nomad, random);
      Thread busy = Thread.ofPlatform().daemon().start(() -> slow(file));
      killed(nomad, made, random);
      try (ArchiveDatabase other = disk.archive(file);
          Rig first = new Rig(nomad, made);
          Rig second = new Rig(nomad, other)) {
        Rig.Running beside = second.forever();
        Thread grower = Thread.ofVirtual().start(() -> grow(first, second, disk));
        first.once();
        grower.interrupt();
        second.once();
        beside.close();
      }
      busy.interrupt();
      busy.join();
      assertThat(broken).as("seed %d", seed).isEmpty();
      Rig.assertSound(nomad.state().journal());
      finallyTrue(nomad, looking, seed);
    }
  }

  /// The process ends at any point; what it had begun is left as it is.
  private static void killed(NomadSimulator nomad, ArchiveDatabase archive, Random random)
      throws InterruptedException {
    try (Rig rig = new Rig(nomad, archive);
        Rig.Running _ = rig.forever()) {
      Thread.sleep(200 + random.nextInt(600));
    }
  }

  /// Another writer holds the file most of the time: whoever does not wait for its commit is seen.
  private static void slow(Path file) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      while (true) {
        statement.execute("BEGIN IMMEDIATE");
        Thread.sleep(40);
        statement.execute("COMMIT");
        Thread.sleep(10);
      }
    } catch (SQLException | InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void grow(Rig first, Rig second, SmallDisk disk) {
    try {
      Await.until("a commit fails", () -> failures(first) + failures(second) > 0);
    } catch (Exception _) {
      // Nothing failed in this run: there was room enough.
    } finally {
      disk.grow(100_000);
    }
  }

  private static long failures(Rig rig) {
    return rig.gc.archiving.orElseThrow().failures();
  }

  /// Some jobs change while they are read for the archive, or at the re-check.
  private static void meddle(NomadSimulator nomad, String id, Random random) {
    String path =
        switch (random.nextInt(12)) {
          case 0 -> "/v1/job/" + id + "/evaluations";
          case 1 -> "/v1/job/" + id + "/allocations";
          case 2 -> "/v1/job/" + id;
          default -> "";
        };
    if (!path.isEmpty()) {
      nomad.faults().inject(Match.of("GET", path).times(1), new Fault.Run(() -> again(nomad, id)));
    }
  }

  private static void faults(NomadSimulator nomad, Random random) {
    for (Fault fault :
        List.of(
            new Fault.ResetBefore(),
            new Fault.ResetAfter(),
            Fault.serverError("boom"),
            Fault.tooManyRequests(1))) {
      String id = "/v1/job/dead-%06d".formatted(random.nextInt(JOBS / 10));
      nomad.faults().inject(Match.of("GET", id).times(3), fault);
      nomad.faults().inject(Match.of("DELETE", id).times(1), fault);
    }
  }

  private static void again(NomadSimulator nomad, String id) {
    nomad
        .state()
        .register(
            """
            {"Job": {"ID": "%s", "Type": "batch", "Datacenters": ["*"], "TaskGroups": [{"Name": "g", "Count": 1,
             "Tasks": [{"Name": "t", "Driver": "mock_driver", "Config": {"run_for": "1h"}}]}]}}
            """
                .formatted(id));
  }

  private void lookFor(NomadSimulator nomad, ArchiveDatabase looking, String id) {
    nomad
        .state()
        .job("default", id)
        .ifPresent(job -> {
          boolean kept =
              rows(looking, id).stream()
                  .anyMatch(row ->
                      row.version().modifyIndex() == job.modifyIndex()
                          && row.jobModifyIndex() == job.jobModifyIndex());
          if (!kept) {
            broken.add(id + " at index " + job.modifyIndex());
          }
        });
  }

  private static List<HistoryRow> rows(ArchiveDatabase looking, String id) {
    List<HistoryRow> rows = new java.util.ArrayList<>();
    looking.history(HistoryQuery.ofJob("default", id), rows);
    return rows;
  }

  /// Every purge has its row, and no row says purged of a version that was not.
  private static void finallyTrue(NomadSimulator nomad, ArchiveDatabase looking, long seed) {
    List<Effect.Deregistered> purges = nomad.state().journal().purges();
    assertThat(purges).as("seed %d", seed).isNotEmpty();
    for (Effect.Deregistered purge : purges) {
      assertThat(rows(looking, purge.jobId()))
          .as("seed %d, %s", seed, purge)
          .anyMatch(row -> row.jobModifyIndex() == purge.jobModifyIndex());
    }
    assertThat(ArchivedCollectorTest.rows(looking))
        .as("seed %d", seed)
        .filteredOn(row -> row.state() != RowState.PENDING)
        .allMatch(row ->
            purges.stream()
                .anyMatch(purge ->
                    purge.jobId().equals(row.version().job().id())
                        && purge.jobModifyIndex() == row.jobModifyIndex()));
  }
}
