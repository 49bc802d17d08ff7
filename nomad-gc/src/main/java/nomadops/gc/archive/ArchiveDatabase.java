package nomadops.gc.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import nomadops.client.model.RawJson;
import nomadops.gc.archive.ArchiveUnavailable.Kind;
import nomadops.gc.archive.ArchivedJob.VersionKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An archive, over one connection that is made anew after it broke. For many threads, one at a
/// time.
///
/// Every method throws [ArchiveUnavailable] when it could not be done; what was to be written is
/// not there then, or is there whole, and may be written again.
public final class ArchiveDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ArchiveDatabase.class);

  private final Dialect dialect;
  private final boolean writable;
  private @Nullable Connection connection;
  private final AtomicLong generation = new AtomicLong();

  private ArchiveDatabase(Dialect dialect, boolean writable) {
    this.dialect = dialect;
    this.writable = writable;
  }

  /// Opens an archive for a collector: makes what is missing, brings an older one forward, and
  /// looks whether it is whole.
  ///
  /// @param password for PostgreSQL; empty leaves it to `~/.pgpass`
  public static ArchiveDatabase write(ArchiveAddress address, Optional<String> password) {
    return opened(new ArchiveDatabase(dialect(address, password), true));
  }

  /// One over a disk of a test's own.
  static ArchiveDatabase write(Dialect dialect) {
    return opened(new ArchiveDatabase(dialect, true));
  }

  /// Opens an archive for looking.
  public static ArchiveDatabase read(ArchiveAddress address, Optional<String> password) {
    return opened(new ArchiveDatabase(dialect(address, password), false));
  }

  private static Dialect dialect(ArchiveAddress address, Optional<String> password) {
    return switch (address) {
      case ArchiveAddress.SqliteFile(var path) -> new SqliteDialect(path);
      case ArchiveAddress.Postgres postgres -> new PostgresDialect(postgres, password);
    };
  }

  private static ArchiveDatabase opened(ArchiveDatabase database) {
    database.done(_ -> true);
    return database;
  }

  /// Commits jobs and marks together; when this returns they are on the disk.
  public void commit(Collection<ArchivedJob> jobs, Collection<RowMark> marks) {
    done(c -> {
      dialect.lockRows(c);
      RowWriter.put(c, jobs);
      RowWriter.mark(c, marks);
      return true;
    });
  }

  /// Removes some of the rows that were archived before a time.
  ///
  /// @return how many went
  public int prune(Instant before, int most) {
    return done(c -> {
      dialect.lockRows(c);
      return RowWriter.prune(c, before, most);
    });
  }

  /// A version of which nobody said what became of it.
  public record Unsettled(VersionKey version, long createIndex) {}

  /// Versions archived before a time, of which nobody said what became of them.
  public List<Unsettled> unsettled(Instant before, int most) {
    return done(c -> RowWriter.unsettled(c, before, most));
  }

  /// Hands over what a query asks for, newest first.
  ///
  /// @return how many rows matched, those beyond the limit included
  public long history(HistoryQuery query, List<HistoryRow> into) {
    return done(c -> {
      long[] matched = new long[1];
      Predicate<HistoryRow> take =
          row -> {
            if (matched[0]++ < query.limit()) {
              into.add(row);
            }
            return true;
          };
      RowReader.history(c, query, take);
      return matched[0];
    });
  }

  /// The specification and the facts of a version.
  ///
  /// @throws ArchiveUnavailable also when they do not fit their checksum
  public Optional<RawJson> spec(VersionKey version) {
    return documents(version).map(RowReader.Documents::spec);
  }

  /// JSON with its evaluations and the ends of its allocations.
  public Optional<RawJson> facts(VersionKey version) {
    return documents(version).map(RowReader.Documents::facts);
  }

  private Optional<RowReader.Documents> documents(VersionKey version) {
    Optional<RowReader.Documents> found = done(c -> RowReader.documents(c, version));
    found
        .filter(documents -> !documents.fault().isEmpty())
        .ifPresent(documents -> {
          throw new ArchiveUnavailable(
              Kind.DAMAGED,
              "the row of "
                  + version.job()
                  + " at index "
                  + version.modifyIndex()
                  + " is damaged: "
                  + documents.fault());
        });
    return found;
  }

  /// What a walk over everything found.
  ///
  /// @param faults of the database itself, then rows by name, at most 100
  /// @param badRows how many rows are damaged
  public record Integrity(long pending, long purged, long gone, List<String> faults, long badRows) {
    public long rows() {
      return pending + purged + gone;
    }

    public boolean whole() {
      return faults.isEmpty() && badRows == 0;
    }
  }

  /// Reads every row.
  public Integrity verify() {
    return done(c -> {
      List<String> faults = new ArrayList<>(dialect.faults(c, true));
      RowReader.Verified rows = RowReader.verify(c, 100);
      faults.addAll(rows.faults());
      return new Integrity(
          rows.rows().getOrDefault(RowState.PENDING, 0L),
          rows.rows().getOrDefault(RowState.PURGED, 0L),
          rows.rows().getOrDefault(RowState.GONE, 0L),
          faults,
          rows.bad());
    });
  }

  /// Its size, and the time of its oldest row.
  public record Extent(long bytes, Optional<Instant> oldest) {}

  /// Cheap enough to be asked every minute.
  public Extent extent() {
    return done(c -> new Extent(dialect.bytes(c), RowReader.oldest(c)));
  }

  /// Counts connections: what was committed over an earlier one may not be here, e.g. when a file
  /// was replaced or a database failed over.
  public long generation() {
    return generation.get();
  }

  /// Where it is, for messages.
  public String name() {
    return dialect.name();
  }

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private synchronized <T> T done(Work<T> work) {
    try {
      Connection open = connected();
      // Not for longer than the work takes: an open transaction keeps other writers out of a file.
      open.setAutoCommit(false);
      T result = work.on(open);
      open.setAutoCommit(true);
      if (writable && !dialect.inPlace()) {
        throw new SQLException("it was moved or deleted while it was open");
      }
      return result;
    } catch (SQLException e) {
      ArchiveUnavailable fault = dialect.explain(e);
      abandon(fault.kind() != Kind.FAILED || !dialect.inPlace());
      throw fault;
    } catch (RuntimeException e) {
      abandon(true);
      throw e;
    }
  }

  private Connection connected() throws SQLException {
    Connection open = connection;
    if (open != null) {
      return open;
    }
    Connection fresh = dialect.connect(writable);
    connection = fresh;
    generation.incrementAndGet();
    List<String> faults = dialect.faults(fresh, false);
    if (!faults.isEmpty()) {
      throw SqliteDialect.damaged(dialect.name(), String.join("; ", faults), null);
    }
    fresh.setAutoCommit(false);
    if (writable) {
      int _ = Schema.migrate(fresh, dialect);
    } else {
      Schema.require(fresh, dialect);
    }
    fresh.setAutoCommit(true);
    return fresh;
  }

  /// Undoes what was begun; a connection that cannot do even that is given up.
  private void abandon(boolean forGood) {
    Connection open = connection;
    if (open == null) {
      return;
    }
    try {
      if (!open.getAutoCommit()) {
        open.rollback();
        open.setAutoCommit(true);
      }
    } catch (SQLException e) {
      LOG.debug("the rollback failed: {}", e.getMessage());
      close();
      return;
    }
    if (forGood) {
      close();
    }
  }

  @Override
  public synchronized void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.debug("the archive did not close: {}", e.getMessage());
      }
    }
  }
}
