package nomadops.snapshot.target;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nomadops.snapshot.archive.ArchiveFacts;
import nomadops.snapshot.policy.SnapshotName;

/// A folder. The file is received and read back in it under a name of its own kind, forced to the
/// disk, and then renamed at once: nobody ever sees a part of a snapshot under a snapshot's name.
public final class FolderTarget implements Target {
  private final Path folder;

  private FolderTarget(Path folder) {
    this.folder = folder;
  }

  /// A folder that must be there already: a mount that is missing would look like an empty one.
  public static FolderTarget at(Path folder) throws TargetFault {
    FolderTarget target = new FolderTarget(folder);
    target.present();
    return target;
  }

  @Override
  public String describe() {
    return folder.toString();
  }

  @Override
  public Path spool() {
    return folder;
  }

  @Override
  public List<Stored> list() throws TargetFault {
    present();
    List<Stored> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        stored(file).ifPresent(all::add);
      }
    } catch (DirectoryIteratorException e) {
      throw new TargetFault("cannot list " + folder + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw TargetFault.of("cannot list " + folder, e);
    }
    return List.copyOf(all);
  }

  private static Optional<Stored> stored(Path file) throws IOException {
    Optional<SnapshotName> name = SnapshotName.parse(String.valueOf(file.getFileName()));
    if (name.isEmpty() || !Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      long bytes = Files.size(file);
      return bytes == 0 ? Optional.empty() : Optional.of(new Stored(name.get(), bytes));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  @Override
  public void put(Path file, SnapshotName name, ArchiveFacts facts) throws TargetFault {
    Path last = folder.resolve(name.file());
    try {
      force(file, StandardOpenOption.WRITE);
      // Names tell content apart: one that is replaced is the same snapshot.
      Files.move(file, last, StandardCopyOption.ATOMIC_MOVE);
      force(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      throw TargetFault.of("cannot keep " + last, e);
    }
  }

  private static void force(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  @Override
  public InputStream open(SnapshotName name) throws TargetFault {
    Path file = folder.resolve(name.file());
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw TargetFault.of("cannot read " + file, e);
    }
  }

  @Override
  public void delete(SnapshotName name) throws TargetFault {
    Path file = folder.resolve(name.file());
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw TargetFault.of("cannot delete " + file, e);
    }
  }

  private void present() throws TargetFault {
    if (!Files.isDirectory(folder)) {
      throw new TargetFault(
          folder + " is no folder: make it, or mount what it is to be kept on", null);
    }
  }

  @Override
  public void close() {}
}
