package nomadops.gc.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import nomadops.client.model.JobKey;
import nomadops.gc.archive.ArchiveDatabase.Unsettled;
import nomadops.gc.archive.ArchivedJob.VersionKey;

/// The statements that change rows; both databases read them. Every one may be done twice.
final class RowWriter {
  private static final String PUT =
      """
      INSERT INTO archived_job (namespace, job_id, modify_index, create_index, job_modify_index, job_version,
        parent_id, type, outcome, rule, submitted_ms, archived_ms, state, ended_ms, purge_index, spec, facts, checksum)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'pending', NULL, 0, ?, ?, ?)
      ON CONFLICT (namespace, job_id, modify_index) DO UPDATE SET
        create_index = excluded.create_index, job_modify_index = excluded.job_modify_index,
        job_version = excluded.job_version, parent_id = excluded.parent_id, type = excluded.type,
        outcome = excluded.outcome, rule = excluded.rule, submitted_ms = excluded.submitted_ms,
        archived_ms = excluded.archived_ms, state = 'pending', ended_ms = NULL, purge_index = 0,
        spec = excluded.spec, facts = excluded.facts, checksum = excluded.checksum\
      """;
  private static final String VERSION = " WHERE namespace = ? AND job_id = ? AND modify_index = ?";
  private static final String PURGED =
      "UPDATE archived_job SET state = 'purged', ended_ms = ?, purge_index = ?" + VERSION;
  private static final String GONE =
      "UPDATE archived_job SET state = 'gone', ended_ms = ?" + VERSION + " AND state = 'pending'";
  private static final String KEPT =
      "DELETE FROM archived_job" + VERSION + " AND state = 'pending'";
  private static final String PRUNE =
      """
      DELETE FROM archived_job WHERE (namespace, job_id, modify_index) IN (
        SELECT namespace, job_id, modify_index FROM archived_job WHERE archived_ms < ?
        ORDER BY archived_ms LIMIT ?)\
      """;
  private static final String PENDING =
      "SELECT namespace, job_id, modify_index, create_index FROM archived_job"
          + " WHERE state = 'pending' AND archived_ms < ? ORDER BY archived_ms LIMIT ?";

  private RowWriter() {}

  static void put(Connection connection, Collection<ArchivedJob> jobs) throws SQLException {
    if (jobs.isEmpty()) {
      return;
    }
    try (PreparedStatement row = connection.prepareStatement(PUT);
        Deflated deflated = new Deflated()) {
      for (ArchivedJob job : jobs) {
        int at = version(row, 1, job.version());
        row.setLong(at++, job.createIndex());
        row.setLong(at++, job.jobModifyIndex());
        row.setLong(at++, job.jobVersion());
        row.setString(at++, job.parentId());
        row.setString(at++, job.type());
        row.setString(at++, job.outcome());
        row.setString(at++, job.rule());
        row.setLong(at++, job.submitted().toEpochMilli());
        row.setLong(at++, job.archived().toEpochMilli());
        row.setBytes(at++, deflated.of(job.spec().bytes()));
        row.setBytes(at++, deflated.of(job.facts().bytes()));
        row.setBytes(at, job.checksum());
        row.addBatch();
      }
      row.executeBatch();
    }
  }

  static void mark(Connection connection, Collection<RowMark> marks) throws SQLException {
    try (PreparedStatement purged = connection.prepareStatement(PURGED);
        PreparedStatement gone = connection.prepareStatement(GONE);
        PreparedStatement kept = connection.prepareStatement(KEPT)) {
      for (RowMark mark : marks) {
        switch (mark) {
          case RowMark.Purged(VersionKey version, Instant at, long index) -> {
            purged.setLong(1, at.toEpochMilli());
            purged.setLong(2, index);
            version(purged, 3, version);
            purged.addBatch();
          }
          case RowMark.Gone(VersionKey version, Instant at) -> {
            gone.setLong(1, at.toEpochMilli());
            version(gone, 2, version);
            gone.addBatch();
          }
          case RowMark.Kept(VersionKey version) -> {
            version(kept, 1, version);
            kept.addBatch();
          }
        }
      }
      purged.executeBatch();
      gone.executeBatch();
      kept.executeBatch();
    }
  }

  /// Removes the oldest rows from before a time.
  ///
  /// @return how many went
  static int prune(Connection connection, Instant before, int most) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PRUNE)) {
      statement.setLong(1, before.toEpochMilli());
      statement.setInt(2, most);
      return statement.executeUpdate();
    }
  }

  static List<Unsettled> unsettled(Connection connection, Instant before, int most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PENDING)) {
      statement.setLong(1, before.toEpochMilli());
      statement.setInt(2, most);
      List<Unsettled> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          JobKey key = new JobKey(rows.getString(1), rows.getString(2));
          found.add(new Unsettled(new VersionKey(key, rows.getLong(3)), rows.getLong(4)));
        }
      }
      return found;
    }
  }

  private static int version(PreparedStatement row, int at, VersionKey version)
      throws SQLException {
    row.setString(at, version.job().namespace());
    row.setString(at + 1, version.job().id());
    row.setLong(at + 2, version.modifyIndex());
    return at + 3;
  }
}
