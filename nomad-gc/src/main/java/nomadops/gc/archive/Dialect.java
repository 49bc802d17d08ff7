package nomadops.gc.archive;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What differs between databases.
interface Dialect {
  /// The type of a column of bytes.
  String bytesType();

  /// A connection with autocommit, which is turned off for as long as a transaction takes.
  ///
  /// @param writable false for looking only: nothing is made, then
  Connection connect(boolean writable) throws SQLException;

  /// Lets nobody else change the schema until the transaction ends.
  void lockSchema(Connection connection) throws SQLException;

  /// Lets no other collector write rows until the transaction ends: two that write the same rows in
  /// different orders would wait for each other.
  void lockRows(Connection connection) throws SQLException;

  /// Whether what was committed over this connection can still be found under its name: a file may
  /// be deleted or replaced while it is open.
  boolean inPlace();

  /// Faults that the database finds in itself; empty when it is whole.
  ///
  /// @param thorough takes as long as it takes; otherwise it is a look at the start of a process
  List<String> faults(Connection connection, boolean thorough) throws SQLException;

  /// What it takes on the disk.
  long bytes(Connection connection) throws SQLException;

  /// What went wrong, and what helps.
  ArchiveUnavailable explain(SQLException fault);

  /// For messages: no secrets.
  String name();
}
