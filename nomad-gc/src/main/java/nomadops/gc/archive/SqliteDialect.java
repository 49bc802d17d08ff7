package nomadops.gc.archive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntSupplier;
import nomadops.gc.archive.ArchiveUnavailable.Kind;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// A file. Written ahead (WAL), so that `gc history` reads beside a run, and forced to the disk
/// with each commit: a job must not be gone while its row is lost with the machine's power.
final class SqliteDialect implements Dialect {
  private static final int BUSY_MILLIS = 5_000;

  /// In KiB, as SQLite takes it: negative. The collector's memory must not grow with the archive.
  private static final int CACHE = -2_000;

  /// A file of this size is read in a second or so.
  private static final long QUICKLY_READ = 256L << 20;

  /// SQLite's own.
  private static final int NO_LIMIT = 0x7ffffffe;

  private final Path file;
  private volatile @Nullable Object opened;

  private final IntSupplier mostPages;

  SqliteDialect(Path file) {
    this(file, () -> NO_LIMIT);
  }

  /// @param mostPages the most pages of 4 KiB that it may take, asked with each connection: a disk
  ///   that is full at that size
  SqliteDialect(Path file, IntSupplier mostPages) {
    this.file = file.toAbsolutePath();
    this.mostPages = mostPages;
  }

  @Override
  public String bytesType() {
    return "BLOB";
  }

  @Override
  public Connection connect(boolean writable) throws SQLException {
    if (writable) {
      create();
    } else if (!Files.exists(file)) {
      throw new ArchiveUnavailable(
          Kind.MISCONFIGURED, "there is no archive at " + file + "; gc run -archive makes one");
    }
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setCacheSize(CACHE);
    config.setReadOnly(!writable);
    config.setMaxPageCount(mostPages.getAsInt());
    if (writable) {
      config.setJournalMode(SQLiteConfig.JournalMode.WAL);
      config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
      config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    }
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    opened = fileKey();
    return connection;
  }

  /// For its owner alone: specifications may hold secrets.
  private void create() {
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (FileAlreadyExistsException _) {
      // It goes on where it left off.
    } catch (IOException e) {
      throw new ArchiveUnavailable(
          Kind.MISCONFIGURED,
          "the archive "
              + file
              + " cannot be made: "
              + e
              + "; its folder must be there and writable",
          e);
    }
  }

  private @Nullable Object fileKey() {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (IOException _) {
      return null;
    }
  }

  @Override
  public boolean inPlace() {
    Object key = fileKey();
    return key != null && Objects.equals(key, opened);
  }

  /// Its transactions are immediate: whoever has begun is alone.
  @Override
  public void lockSchema(Connection connection) {}

  @Override
  public void lockRows(Connection connection) {}

  @Override
  public List<String> faults(Connection connection, boolean thorough) throws SQLException {
    if (!thorough && size() > QUICKLY_READ) {
      return List.of();
    }
    String check = thorough ? "PRAGMA integrity_check(20)" : "PRAGMA quick_check(3)";
    List<String> found = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(check)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    found.remove("ok");
    return found;
  }

  private long size() {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public long bytes(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  @Override
  public ArchiveUnavailable explain(SQLException fault) {
    SQLiteErrorCode code =
        fault instanceof SQLiteException own ? own.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
      case SQLITE_NOTADB ->
          new ArchiveUnavailable(
              Kind.DAMAGED,
              file + " is not an SQLite database; name another file, or move it out of the way",
              fault);
      case SQLITE_CORRUPT -> damaged(file, code.toString(), fault);
      case SQLITE_FULL ->
          new ArchiveUnavailable(
              Kind.FAILED,
              "there is no room for the archive "
                  + file
                  + "; it goes on by itself once there is, and archive-keep-for makes it smaller",
              fault);
      case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY, SQLITE_AUTH ->
          new ArchiveUnavailable(
              Kind.MISCONFIGURED,
              "the archive " + file + " cannot be opened or written: " + fault.getMessage(),
              fault);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          new ArchiveUnavailable(
              Kind.FAILED, "another process has held the archive " + file + " for long", fault);
      default ->
          new ArchiveUnavailable(
              Kind.FAILED, "the archive " + file + " failed: " + fault.getMessage(), fault);
    };
  }

  static ArchiveUnavailable damaged(Object name, String what, @Nullable Throwable cause) {
    String message =
        "the archive "
            + name
            + " is damaged ("
            + what
            + "). Move it away, and gc run begins a new one; sqlite3 FILE .recover may save its rows";
    return cause == null
        ? new ArchiveUnavailable(Kind.DAMAGED, message)
        : new ArchiveUnavailable(Kind.DAMAGED, message, cause);
  }

  @Override
  public String name() {
    return file.toString();
  }
}
