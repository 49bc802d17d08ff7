package nomadops.gc.gather;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.model.JobKey;
import nomadops.client.time.Ticker;
import nomadops.gc.archive.ArchiveAddress;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.archive.ArchivedJob;
import nomadops.gc.archive.HistoryRow;
import nomadops.gc.archive.RowMark;
import nomadops.gc.archive.RowState;
import nomadops.gc.archive.Samples;
import nomadops.simulator.NomadSimulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a process left behind that ended between the commit and the news of its purge.
@Timeout(60)
class UpkeepTest {
  private static final Instant NOW = Samples.NOW;
  private static final Instant LONG_AGO = NOW.minus(Duration.ofMinutes(20));

  private final NomadSimulator nomad = NomadSimulator.start();
  private final NomadClient client =
      NomadClient.connect(Connection.to(nomad.address().toString()).build());
  private final Committed committed = new Committed(Ticker.system());
  private final AtomicBoolean leads = new AtomicBoolean(true);
  @TempDir Path folder;
  private ArchiveDatabase archive;
  private Upkeep upkeep;

  @BeforeEach
  void open() {
    archive =
        ArchiveDatabase.write(
            new ArchiveAddress.SqliteFile(folder.resolve("archive.sqlite")), Optional.empty());
    upkeep =
        new Upkeep(
            archive,
            committed,
            client,
            Duration.ofDays(90),
            leads::get,
            new ArchiveMeters(new SimpleMeterRegistry()),
            () -> NOW,
            _ -> {});
  }

  @AfterEach
  void close() {
    archive.close();
    client.close();
    nomad.close();
  }

  private ArchivedJob archived(String id, long createIndex, Instant at) {
    ArchivedJob sample = Samples.job(id, "", "complete", 100, at);
    ArchivedJob job =
        new ArchivedJob(
            sample.version(),
            createIndex,
            99,
            0,
            "",
            "batch",
            "complete",
            "r",
            at,
            at,
            sample.spec(),
            sample.facts());
    archive.commit(List.of(job), List.of());
    return job;
  }

  private List<HistoryRow> rows() {
    return Samples.rows(archive, Samples.all());
  }

  private long createIndex(String id) {
    return client.jobs().read(JobKey.inDefault(id)).value().orElseThrow().createIndex();
  }

  @Test
  void aJobThatIsNoLongerThereIsFoundGone() {
    archived("vanished", 7, LONG_AGO);
    upkeep.settle();
    assertThat(rows()).singleElement().extracting(HistoryRow::state).isEqualTo(RowState.GONE);
  }

  @Test
  void aJobThatIsStillThereHasNoRowAnyMore() {
    nomad.state().seedDeadJobs(1);
    archived("dead-0000000", createIndex("dead-0000000"), LONG_AGO);
    upkeep.settle();
    assertThat(rows()).isEmpty();
  }

  @Test
  void aJobThatWasMadeAnewUnderTheSameIdWasDeletedBefore() {
    nomad.state().seedDeadJobs(1);
    archived("dead-0000000", createIndex("dead-0000000") + 1000, LONG_AGO);
    upkeep.settle();
    assertThat(rows()).singleElement().extracting(HistoryRow::state).isEqualTo(RowState.GONE);
  }

  @Test
  void whatIsYoungOrWaitsForItsPurgeIsLeftAlone() {
    archived("young", 7, NOW.minus(Duration.ofMinutes(14)));
    committed.add(archived("waits", 7, LONG_AGO), 1);
    upkeep.settle();
    assertThat(rows()).hasSize(2).allMatch(row -> row.state() == RowState.PENDING);
  }

  @Test
  void onlyALeaderDoesIt() throws InterruptedException {
    leads.set(false);
    archived("vanished", 7, NOW.minus(Duration.ofDays(100)));
    upkeep.settle();
    upkeep.expire(() -> false);
    assertThat(rows()).singleElement().extracting(HistoryRow::state).isEqualTo(RowState.PENDING);
  }

  @Test
  void rowsLeaveAfterTheirTime() throws InterruptedException {
    ArchivedJob old = archived("old", 7, NOW.minus(Duration.ofDays(91)));
    archived("kept", 7, NOW.minus(Duration.ofDays(89)));
    archive.commit(List.of(), List.of(new RowMark.Purged(old.version(), NOW, 120)));
    upkeep.expire(() -> false);
    assertThat(rows()).extracting(row -> row.version().job().id()).containsExactly("kept");
  }
}
