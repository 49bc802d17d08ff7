package nomadops.gc.archive;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import nomadops.gc.archive.ArchiveUnavailable.Kind;

/// A PostgreSQL database. Waits for it are bounded: a host that went away must hold the purge, and
/// not the process.
final class PostgresDialect implements Dialect {
  /// Any number that is ours: two replicas that start at once take turns with the schema.
  private static final long SCHEMA_LOCK = 0x6e6f6d61646f7073L;

  private static final long ROWS_LOCK = SCHEMA_LOCK + 1;

  private static final int LONGEST = 300;

  private final ArchiveAddress.Postgres address;
  private final Optional<String> password;

  /// @param password empty to let the driver look into `~/.pgpass`
  PostgresDialect(ArchiveAddress.Postgres address, Optional<String> password) {
    this.address = address;
    this.password = password;
  }

  @Override
  public String bytesType() {
    return "BYTEA";
  }

  @Override
  public Connection connect(boolean writable) throws SQLException {
    Properties told = new Properties();
    address.user().ifPresent(user -> told.setProperty("user", user));
    password.ifPresent(secret -> told.setProperty("password", secret));
    told.setProperty("ApplicationName", "nomad-ops gc");
    told.setProperty("connectTimeout", "5");
    told.setProperty("loginTimeout", "10");
    told.setProperty("socketTimeout", writable ? "30" : "600");
    told.setProperty("tcpKeepAlive", "true");
    told.setProperty("reWriteBatchedInserts", "true");
    told.setProperty("readOnly", Boolean.toString(!writable));
    return DriverManager.getConnection(address.url(), told);
  }

  @Override
  public void lockSchema(Connection connection) throws SQLException {
    lock(connection, SCHEMA_LOCK);
  }

  @Override
  public void lockRows(Connection connection) throws SQLException {
    lock(connection, ROWS_LOCK);
  }

  private static void lock(Connection connection, long number) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(" + number + ")");
    }
  }

  @Override
  public boolean inPlace() {
    return true;
  }

  /// PostgreSQL looks at its pages as they are read, where they have checksums; an index that was
  /// not finished is told of here.
  @Override
  public List<String> faults(Connection connection, boolean thorough) throws SQLException {
    List<String> found = new ArrayList<>();
    if (!thorough) {
      return found;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT indexrelid::regclass::text FROM pg_index"
                    + " WHERE indrelid = 'archived_job'::regclass AND NOT indisvalid")) {
      while (rows.next()) {
        found.add("the index " + rows.getString(1) + " is not valid");
      }
    }
    return found;
  }

  @Override
  public long bytes(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_total_relation_size('archived_job')")) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  @Override
  public ArchiveUnavailable explain(SQLException fault) {
    String state = fault.getSQLState() == null ? "" : fault.getSQLState();
    String words = words(fault);
    String said = "the archive " + name() + ": " + words;
    if (state.startsWith("08") || state.startsWith("57P")) {
      return new ArchiveUnavailable(
          Kind.UNREACHABLE, "the archive " + name() + " does not answer: " + words, fault);
    }
    if (state.startsWith("28")) {
      return new ArchiveUnavailable(
          Kind.MISCONFIGURED, said + "; give the password by PGPASSWORD or ~/.pgpass", fault);
    }
    if (state.equals("3D000")) {
      return new ArchiveUnavailable(Kind.MISCONFIGURED, said + "; createdb makes one", fault);
    }
    if (state.equals("42501")) {
      return new ArchiveUnavailable(
          Kind.MISCONFIGURED, said + "; its user must be able to create and write tables", fault);
    }
    return state.startsWith("XX")
        ? new ArchiveUnavailable(Kind.DAMAGED, said, fault)
        : new ArchiveUnavailable(Kind.FAILED, said, fault);
  }

  /// Of a batch the driver says the whole statement first, with the specifications in it, which may
  /// hold secrets; the server's own words come next.
  private static String words(SQLException fault) {
    SQLException next = fault instanceof BatchUpdateException ? fault.getNextException() : fault;
    String said = next == null ? "a batch failed" : String.valueOf(next.getMessage());
    String line = said.lines().findFirst().orElse("").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
  }

  @Override
  public String name() {
    return address.toString();
  }
}
