package nomadops.gc.archive;

import static nomadops.gc.archive.Samples.NOW;
import static nomadops.gc.archive.Samples.job;
import static nomadops.gc.archive.Samples.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.gc.archive.ArchiveUnavailable.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteArchiveTest extends ArchiveContract {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("archive.sqlite");
  }

  @Override
  ArchiveDatabase open() {
    return ArchiveDatabase.write(new ArchiveAddress.SqliteFile(file()), Optional.empty());
  }

  @Override
  ArchiveDatabase look() {
    return ArchiveDatabase.read(new ArchiveAddress.SqliteFile(file()), Optional.empty());
  }

  private ArchiveUnavailable refused(Runnable opening) {
    ArchiveUnavailable fault = catchThrowableOfType(ArchiveUnavailable.class, opening::run);
    assertThat(fault).as("refused").isNotNull();
    return fault;
  }

  private void sql(String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void theFileIsForItsOwnerAlone() throws Exception {
    open().close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileThatIsNoDatabaseIsNotTouched() throws Exception {
    String text = "this is somebody's notebook, which nobody wants to lose\n".repeat(100);
    Files.writeString(file(), text);
    ArchiveUnavailable fault = refused(this::open);
    assertThat(fault.kind()).isEqualTo(Kind.DAMAGED);
    assertThat(fault)
        .hasMessageContaining("not an SQLite database")
        .hasMessageContaining("move it");
    assertThat(file()).hasContent(text);
  }

  @Test
  void aDamagedFileIsFoundAtTheStart() throws Exception {
    try (ArchiveDatabase archive = open()) {
      for (int i = 0; i < 300; i++) {
        archive.commit(List.of(job("build-" + i, 100 + i)), List.of());
      }
    }
    try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
      for (long page = 3 * 4096L; page < raw.length() - 4096; page += 8192) {
        raw.seek(page);
        raw.write(new byte[512]);
      }
    }
    ArchiveUnavailable fault = refused(this::open);
    assertThat(fault.kind()).isEqualTo(Kind.DAMAGED);
    assertThat(fault).hasMessageContaining("damaged").hasMessageContaining(".recover");
  }

  @Test
  void aRowThatWasMeddledWithIsNamed() throws Exception {
    ArchivedJob bad = job("build-2", 101);
    try (ArchiveDatabase archive = open()) {
      archive.commit(List.of(job("build-1", 100), bad), List.of());
    }
    sql(
        "UPDATE archived_job SET spec = (SELECT spec FROM archived_job WHERE job_id = 'build-1') WHERE job_id = 'build-2'");
    try (ArchiveDatabase archive = look()) {
      ArchiveDatabase.Integrity found = archive.verify();
      assertThat(found.whole()).isFalse();
      assertThat(found.rows()).isEqualTo(2);
      assertThat(found.faults()).singleElement().asString().contains("default/build-2", "checksum");
      assertThatThrownBy(() -> archive.spec(bad.version()))
          .isInstanceOf(ArchiveUnavailable.class)
          .hasMessageContaining("build-2");
    }
  }

  @Test
  void aNewerReleasesArchiveIsRefused() throws Exception {
    open().close();
    sql("UPDATE archive_schema SET version = 99");
    for (Runnable opening : List.<Runnable>of(this::open, this::look)) {
      ArchiveUnavailable fault = refused(opening);
      assertThat(fault.kind()).isEqualTo(Kind.DAMAGED);
      assertThat(fault).hasMessageContaining("newer release (schema 99, this one knows 1)");
    }
  }

  @Test
  void lookingMakesNothing() throws Exception {
    assertThat(refused(this::look)).hasMessageContaining("there is no archive at");
    assertThat(file()).doesNotExist();
    sql("CREATE TABLE other (x INTEGER)");
    assertThat(refused(this::look)).hasMessageContaining("holds no archive");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    ArchiveUnavailable fault =
        refused(() ->
            ArchiveDatabase.write(
                new ArchiveAddress.SqliteFile(folder.resolve("none/archive.sqlite")),
                Optional.empty()));
    assertThat(fault.kind()).isEqualTo(Kind.MISCONFIGURED);
    assertThat(fault).hasMessageContaining("none/archive.sqlite").hasMessageContaining("folder");
  }

  @Test
  void aFullDiskFailsWholeCommitsAndLaterGoesOn() {
    try (ArchiveDatabase archive = ArchiveDatabase.write(new SqliteDialect(file(), () -> 40))) {
      List<String> kept = new ArrayList<>();
      ArchiveUnavailable full = null;
      for (int i = 0; full == null; i++) {
        List<ArchivedJob> batch = List.of(job("a-" + i, 100), job("b-" + i, 100));
        try {
          archive.commit(batch, List.of());
          kept.add("a-" + i);
          kept.add("b-" + i);
        } catch (ArchiveUnavailable e) {
          full = e;
        }
      }
      assertThat(full.kind()).isEqualTo(Kind.FAILED);
      assertThat(full).hasMessageContaining("no room").hasMessageContaining("archive-keep-for");
      assertThat(rows(archive, Samples.all()))
          .extracting(row -> row.version().job().id())
          .containsExactlyInAnyOrderElementsOf(kept);
      assertThat(archive.prune(NOW.plusSeconds(1), 20)).isEqualTo(20);
      archive.commit(List.of(job("later", 100)), List.of());
      assertThat(rows(archive, Samples.all())).hasSize(kept.size() - 20 + 1);
    }
  }

  @Test
  void aFileThatIsReplacedUnderIsSeen() throws Exception {
    try (ArchiveDatabase archive = open()) {
      archive.commit(List.of(job("before", 100)), List.of());
      long generation = archive.generation();
      Files.move(file(), folder.resolve("moved"), StandardCopyOption.ATOMIC_MOVE);
      assertThatThrownBy(() -> archive.commit(List.of(job("lost", 101)), List.of()))
          .isInstanceOf(ArchiveUnavailable.class);
      archive.commit(List.of(job("after", 102)), List.of());
      assertThat(archive.generation()).isGreaterThan(generation);
      assertThat(rows(archive, Samples.all()))
          .extracting(row -> row.version().job().id())
          .containsExactly("after");
    }
  }
}
