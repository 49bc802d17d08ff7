package nomadops.gc.archive;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import nomadops.gc.archive.ArchiveUnavailable.Kind;

/// The tables, version by version. A step, once released, never changes: what comes later is a step
/// of its own.
final class Schema {
  /// One list of statements for each version; `BYTES` stands for the dialect's type.
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              """
              CREATE TABLE archived_job (
                namespace TEXT NOT NULL, job_id TEXT NOT NULL, modify_index BIGINT NOT NULL,
                create_index BIGINT NOT NULL, job_modify_index BIGINT NOT NULL, job_version BIGINT NOT NULL,
                parent_id TEXT NOT NULL, type TEXT NOT NULL, outcome TEXT NOT NULL, rule TEXT NOT NULL,
                submitted_ms BIGINT NOT NULL, archived_ms BIGINT NOT NULL,
                state TEXT NOT NULL, ended_ms BIGINT, purge_index BIGINT NOT NULL,
                spec BYTES NOT NULL, facts BYTES NOT NULL, checksum BYTES NOT NULL,
                PRIMARY KEY (namespace, job_id, modify_index))\
              """,
              // Wide enough to answer gc history without touching rows that do not match.
              """
              CREATE INDEX archived_job_time
                ON archived_job (archived_ms, namespace, job_id, parent_id, outcome)\
              """,
              "CREATE INDEX archived_job_pending ON archived_job (archived_ms) WHERE state = 'pending'"));

  static final int VERSION = STEPS.size();

  private Schema() {}

  /// Brings the tables to this release's version, within a transaction.
  ///
  /// @return the version before; 0 when there was no archive
  /// @throws ArchiveUnavailable when a newer release has been here
  static int migrate(Connection connection, Dialect dialect) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      dialect.lockSchema(connection);
      statement.execute("CREATE TABLE IF NOT EXISTS archive_schema (version BIGINT NOT NULL)");
      int before = version(statement);
      refuseNewer(before, dialect);
      for (int step = before; step < VERSION; step++) {
        for (String sql : STEPS.get(step)) {
          statement.execute(sql.replace("BYTES", dialect.bytesType()));
        }
      }
      if (before < VERSION) {
        statement.execute("DELETE FROM archive_schema");
        statement.execute("INSERT INTO archive_schema (version) VALUES (" + VERSION + ")");
      }
      return before;
    }
  }

  /// For reading: only a whole archive of this release's version will do.
  static void require(Connection connection, Dialect dialect) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      int found = version(statement);
      refuseNewer(found, dialect);
      if (found < VERSION) {
        throw new ArchiveUnavailable(
            Kind.MISCONFIGURED,
            "the archive "
                + dialect.name()
                + " has the schema "
                + found
                + ", this release reads "
                + VERSION
                + "; gc run brings it forward");
      }
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).contains("archive_schema")) {
        throw new ArchiveUnavailable(
            Kind.MISCONFIGURED, dialect.name() + " holds no archive; gc run -archive makes one", e);
      }
      throw e;
    }
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT max(version) FROM archive_schema")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private static void refuseNewer(int found, Dialect dialect) {
    if (found > VERSION) {
      throw new ArchiveUnavailable(
          Kind.DAMAGED,
          "the archive "
              + dialect.name()
              + " was made by a newer release (schema "
              + found
              + ", this one knows "
              + VERSION
              + "); use that release, or another archive");
    }
  }
}
