package nomadops.gc.archive;

import static nomadops.gc.archive.Samples.NOW;
import static nomadops.gc.archive.Samples.job;
import static nomadops.gc.archive.Samples.rows;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import nomadops.client.model.RawJson;
import nomadops.gc.archive.ArchivedJob.VersionKey;
import nomadops.runtime.config.Glob;
import org.junit.jupiter.api.Test;

/// What holds of an archive in any database.
abstract class ArchiveContract {
  /// The same archive again: another connection, as another process has it.
  abstract ArchiveDatabase open();

  abstract ArchiveDatabase look();

  @Test
  void whatIsCommittedIsThereForAnother() {
    try (ArchiveDatabase archive = open();
        ArchiveDatabase other = look()) {
      ArchivedJob job = job("build-1", 100);
      archive.commit(List.of(job), List.of());
      assertThat(other.spec(job.version())).contains(job.spec());
      assertThat(other.facts(job.version())).contains(job.facts());
      assertThat(rows(other, Samples.all()))
          .singleElement()
          .satisfies(row -> {
            assertThat(row.version()).isEqualTo(job.version());
            assertThat(row.state()).isEqualTo(RowState.PENDING);
            assertThat(row.submitted()).isEqualTo(job.submitted());
            assertThat(row.ended()).isEmpty();
          });
    }
  }

  @Test
  void archivedTwiceIsOneRow() {
    ArchivedJob job = job("build-1", 100);
    try (ArchiveDatabase archive = open()) {
      archive.commit(List.of(job), List.of());
    }
    try (ArchiveDatabase again = open()) {
      again.commit(List.of(job), List.of());
      assertThat(rows(again, Samples.all())).hasSize(1);
      again.commit(List.of(job("build-1", 105)), List.of());
      assertThat(rows(again, Samples.all())).as("another version").hasSize(2);
    }
  }

  @Test
  void aRowSaysPurgedOnlyAfterThePurge() {
    try (ArchiveDatabase archive = open()) {
      ArchivedJob job = job("build-1", 100);
      archive.commit(List.of(job), List.of());
      archive.commit(List.of(), List.of(new RowMark.Purged(job.version(), NOW, 120)));
      HistoryRow row = rows(archive, Samples.all()).getFirst();
      assertThat(row.state()).isEqualTo(RowState.PURGED);
      assertThat(row.ended()).contains(NOW);
      assertThat(row.purgeIndex()).isEqualTo(120);
      archive.commit(List.of(), List.of(new RowMark.Gone(job.version(), NOW)));
      archive.commit(List.of(), List.of(new RowMark.Kept(job.version())));
      assertThat(rows(archive, Samples.all()).getFirst().state())
          .as("what is purged stays so")
          .isEqualTo(RowState.PURGED);
    }
  }

  @Test
  void aJobThatIsKeptLeavesNoRow() {
    try (ArchiveDatabase archive = open()) {
      ArchivedJob job = job("build-1", 100);
      archive.commit(List.of(job), List.of());
      archive.commit(List.of(), List.of(new RowMark.Kept(job.version())));
      assertThat(rows(archive, Samples.all())).isEmpty();
    }
  }

  @Test
  void aJobThatAnotherDeletedIsGone() {
    try (ArchiveDatabase archive = open()) {
      ArchivedJob job = job("build-1", 100);
      archive.commit(List.of(job), List.of(new RowMark.Gone(job.version(), NOW)));
      assertThat(rows(archive, Samples.all()).getFirst().state()).isEqualTo(RowState.GONE);
    }
  }

  @Test
  void historyIsNewestFirstAndFiltered() {
    try (ArchiveDatabase archive = open()) {
      for (int i = 0; i < 20; i++) {
        archive.commit(
            List.of(
                job(
                    "nightly/periodic-" + i,
                    i % 2 == 0 ? "nightly" : "hourly",
                    i % 5 == 0 ? "failed" : "complete",
                    100 + i,
                    NOW.plusSeconds(i))),
            List.of());
      }
      archive.commit(List.of(job("Build_100%", 500)), List.of());
      List<HistoryRow> all = rows(archive, Samples.query(new Glob("nightly/*"), 3));
      assertThat(all)
          .extracting(row -> row.version().job().id())
          .containsExactly("nightly/periodic-19", "nightly/periodic-18", "nightly/periodic-17");
      HistoryQuery failed =
          new HistoryQuery(
              Glob.ALL,
              "default",
              Optional.of(new Glob("night*")),
              Optional.of("failed"),
              true,
              Optional.of(NOW.plusSeconds(1)),
              Optional.of(NOW.plusSeconds(20)),
              100);
      assertThat(rows(archive, failed))
          .extracting(row -> row.version().job().id())
          .containsExactly("nightly/periodic-10");
      assertThat(rows(archive, Samples.query(new Glob("Build?100%"), 9))).hasSize(1);
      assertThat(rows(archive, Samples.query(new Glob("Build_1*"), 9))).hasSize(1);
      assertThat(rows(archive, Samples.query(new Glob("build_1*"), 9))).as("case counts").isEmpty();
      assertThat(rows(archive, Samples.query(new Glob("Buildx1*"), 9))).isEmpty();
      assertThat(rows(archive, HistoryQuery.ofJob("other", "Build_100%"))).isEmpty();
    }
  }

  @Test
  void rowsLeaveByAgeInBatches() {
    try (ArchiveDatabase archive = open()) {
      for (int i = 0; i < 7; i++) {
        archive.commit(
            List.of(job("old-" + i, "", "complete", 100, NOW.plusSeconds(i))), List.of());
      }
      assertThat(archive.extent().oldest()).contains(NOW);
      assertThat(archive.prune(NOW.plusSeconds(5), 3)).isEqualTo(3);
      assertThat(archive.prune(NOW.plusSeconds(5), 3)).isEqualTo(2);
      assertThat(archive.prune(NOW.plusSeconds(5), 3)).isZero();
      assertThat(rows(archive, Samples.all())).hasSize(2);
      assertThat(archive.extent().bytes()).isPositive();
    }
  }

  @Test
  void whatNobodySettledIsFoundAfterAWhile() {
    try (ArchiveDatabase archive = open()) {
      ArchivedJob purged = job("purged", 100);
      ArchivedJob open = job("open", 101);
      archive.commit(
          List.of(purged, open), List.of(new RowMark.Purged(purged.version(), NOW, 120)));
      assertThat(archive.unsettled(NOW, 10)).isEmpty();
      assertThat(archive.unsettled(NOW.plus(Duration.ofMinutes(15)), 10))
          .containsExactly(new ArchiveDatabase.Unsettled(open.version(), 5));
    }
  }

  @Test
  void everyDocumentComesBackAsItWas() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    try (ArchiveDatabase archive = open()) {
      for (int i = 0; i < 20; i++) {
        byte[] bytes = new byte[random.nextInt(60_000)];
        random.nextBytes(bytes);
        ArchivedJob sample = job("document-" + i, 100);
        ArchivedJob job =
            new ArchivedJob(
                sample.version(),
                1,
                2,
                3,
                "",
                "batch",
                "complete",
                "r",
                NOW,
                NOW,
                RawJson.of(bytes),
                RawJson.of("{}"));
        archive.commit(List.of(job), List.of());
        assertThat(archive.spec(job.version())).as("seed %d", seed).contains(job.spec());
      }
      assertThat(archive.verify().whole()).as("seed %d", seed).isTrue();
      assertThat(archive.spec(new VersionKey(job("none", 1).version().job(), 9))).isEmpty();
    }
  }
}
