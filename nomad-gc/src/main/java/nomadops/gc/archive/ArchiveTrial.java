package nomadops.gc.archive;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/// Whether a collector could open an archive. Nothing is changed: a file is only read, and what is
/// made in a PostgreSQL database is rolled back.
public final class ArchiveTrial {
  private ArchiveTrial() {}

  /// Tries.
  ///
  /// @param password for PostgreSQL; empty leaves it to `~/.pgpass`
  /// @return whether there is one already
  /// @throws ArchiveUnavailable when it could not be opened
  public static boolean run(ArchiveAddress address, Optional<String> password) {
    return switch (address) {
      case ArchiveAddress.SqliteFile(var path) -> {
        if (!Files.exists(path)) {
          yield false;
        }
        ArchiveDatabase.read(address, password).close();
        yield true;
      }
      case ArchiveAddress.Postgres postgres -> rolledBack(new PostgresDialect(postgres, password));
    };
  }

  private static boolean rolledBack(PostgresDialect dialect) {
    try (Connection connection = dialect.connect(true)) {
      connection.setAutoCommit(false);
      try {
        return Schema.migrate(connection, dialect) == Schema.VERSION;
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw dialect.explain(e);
    }
  }
}
