package nomadops.gc.archive;

import java.nio.file.Path;

/// An SQLite archive on a disk that a test makes larger when it likes.
public final class SmallDisk {
  private volatile int pages;

  /// @param pages of 4 KiB
  public SmallDisk(int pages) {
    this.pages = pages;
  }

  public ArchiveDatabase archive(Path file) {
    return ArchiveDatabase.write(new SqliteDialect(file, () -> pages));
  }

  public void grow(int to) {
    pages = to;
  }
}
