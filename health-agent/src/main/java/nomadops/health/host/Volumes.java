package nomadops.health.host;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The file systems below paths, as they are seen from this process.
public interface Volumes {
  /// Bytes, those free for others than root.
  Share bytes(Path path) throws IOException;

  /// Inodes; empty when the file system has no table of them that could fill up, as Btrfs.
  ///
  /// @throws IOException also where this platform does not tell
  Optional<Share> inodes(Path path) throws IOException;

  /// The machine's own.
  static Volumes system() {
    return new Volumes() {
      @Override
      public Share bytes(Path path) throws IOException {
        FileStore store = Files.getFileStore(path);
        return new Share(store.getUsableSpace(), store.getTotalSpace());
      }

      @Override
      public Optional<Share> inodes(Path path) throws IOException {
        return Statvfs.inodes(path);
      }
    };
  }
}
