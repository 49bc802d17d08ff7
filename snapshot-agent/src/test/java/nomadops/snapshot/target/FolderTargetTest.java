package nomadops.snapshot.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import nomadops.snapshot.archive.Archive;
import nomadops.snapshot.archive.ArchiveFacts;
import nomadops.snapshot.archive.Archives;
import nomadops.snapshot.policy.SnapshotName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderTargetTest {
  private static final byte[] WHOLE = Archives.whole(77, new byte[5_000]);

  @TempDir Path folder;

  @Test
  void aFileGetsItsNameAndIsReadAndDeleted() throws Exception {
    try (FolderTarget target = FolderTarget.at(folder)) {
      SnapshotName name = put(target);
      assertThat(target.list()).containsExactly(new Stored(name, WHOLE.length));
      try (var in = target.open(name)) {
        assertThat(in.readAllBytes()).isEqualTo(WHOLE);
      }
      target.delete(name);
      target.delete(name);
      assertThat(target.list()).isEmpty();
    }
  }

  @Test
  void whatIsNotOursIsNotListed() throws Exception {
    try (FolderTarget target = FolderTarget.at(folder)) {
      SnapshotName name = put(target);
      Files.writeString(folder.resolve("backup.snap"), "x");
      Files.writeString(folder.resolve(".nomad-ops-1.part"), "x");
      Files.writeString(
          folder.resolve("nomad-global-20261127T140012Z-48211-0f3a9c12bd45.snap"), "");
      Files.createDirectory(
          folder.resolve("nomad-global-20261127T130012Z-48211-0f3a9c12bd45.snap"));
      assertThat(target.list()).extracting(Stored::name).containsExactly(name);
    }
  }

  /// A mount that is missing must not look like a folder without snapshots.
  @Test
  void aFolderThatIsGoneIsAFaultAndNotAnEmptyList() throws Exception {
    Path mount = Files.createDirectory(folder.resolve("mount"));
    try (FolderTarget target = FolderTarget.at(mount)) {
      Files.delete(mount);
      assertThatThrownBy(target::list)
          .isInstanceOf(TargetFault.class)
          .hasMessageContaining("is no folder");
      assertThatThrownBy(() -> FolderTarget.at(mount)).isInstanceOf(TargetFault.class);
    }
  }

  @Test
  void aFileThatCannotBeKeptGetsNoName() throws Exception {
    try (FolderTarget target = FolderTarget.at(folder)) {
      assertThatThrownBy(() -> target.put(folder.resolve("missing.part"), name(), facts()))
          .isInstanceOf(TargetFault.class)
          .hasMessageContaining("NoSuchFile");
      assertThat(target.list()).isEmpty();
    }
  }

  @Test
  void theSameSnapshotTwiceIsOne() throws Exception {
    try (FolderTarget target = FolderTarget.at(folder)) {
      put(target);
      put(target);
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).hasSize(1);
      }
    }
  }

  private SnapshotName put(Target target) throws Exception {
    Path part = Files.createTempFile(folder, ".nomad-ops-", ".part");
    Files.write(part, WHOLE);
    target.put(part, name(), facts());
    return name();
  }

  private static SnapshotName name() throws Exception {
    return SnapshotName.of("global", Instant.parse("2026-11-27T13:00:12Z"), 77, facts().sha256());
  }

  private static ArchiveFacts facts() throws Exception {
    return Archive.check(new ByteArrayInputStream(WHOLE));
  }
}
