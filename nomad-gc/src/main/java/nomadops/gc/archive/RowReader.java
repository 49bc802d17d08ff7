package nomadops.gc.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.DataFormatException;
import nomadops.client.model.JobKey;
import nomadops.client.model.RawJson;
import nomadops.gc.archive.ArchivedJob.VersionKey;
import nomadops.runtime.config.Glob;

/// The statements that look.
final class RowReader {
  private static final int FETCH = 200;
  private static final String COLUMNS =
      "namespace, job_id, modify_index, create_index, job_modify_index, job_version, parent_id, type, outcome,"
          + " rule, submitted_ms, archived_ms, state, ended_ms, purge_index";

  private RowReader() {}

  /// Walks the rows that a query asks for, newest first, until told that it is enough.
  static void history(Connection connection, HistoryQuery query, Predicate<HistoryRow> more)
      throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT " + COLUMNS + " FROM archived_job WHERE 1 = 1");
    List<Object> values = new ArrayList<>();
    if (!query.namespace().equals("*")) {
      and(sql, values, "namespace = ?", query.namespace());
    }
    like(sql, values, "job_id", query.job());
    query.parent().ifPresent(parent -> like(sql, values, "parent_id", parent));
    query.outcome().ifPresent(outcome -> and(sql, values, "outcome = ?", outcome));
    query.since().ifPresent(t -> and(sql, values, "archived_ms >= ?", t.toEpochMilli()));
    query.until().ifPresent(t -> and(sql, values, "archived_ms < ?", t.toEpochMilli()));
    if (!query.pendingToo()) {
      sql.append(" AND state <> 'pending'");
    }
    sql.append(" ORDER BY archived_ms DESC, modify_index DESC");
    try (PreparedStatement statement = connection.prepareStatement(sql.toString())) {
      statement.setFetchSize(FETCH);
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      try (ResultSet rows = statement.executeQuery()) {
        boolean on = true;
        while (on && rows.next()) {
          HistoryRow row = row(rows);
          on = !matches(query, row) || more.test(row);
        }
      }
    }
  }

  private static void and(StringBuilder sql, List<Object> values, String term, Object value) {
    sql.append(" AND ").append(term);
    values.add(value);
  }

  /// Narrows down; whether case counts depends on the database, so [#matches] has the last word.
  private static void like(StringBuilder sql, List<Object> values, String column, Glob glob) {
    if (glob.isLiteral()) {
      and(sql, values, column + " = ?", glob.pattern());
    } else if (!glob.equals(Glob.ALL)) {
      String pattern =
          glob.pattern().replaceAll("[\\\\%_]", "\\\\$0").replace('*', '%').replace('?', '_');
      and(sql, values, column + " LIKE ? ESCAPE '\\'", pattern);
    }
  }

  private static boolean matches(HistoryQuery query, HistoryRow row) {
    return query.job().matches(row.version().job().id())
        && query.parent().map(parent -> parent.matches(row.parentId())).orElse(true);
  }

  private static HistoryRow row(ResultSet rows) throws SQLException {
    long ended = rows.getLong(14);
    Optional<Instant> end =
        rows.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended));
    return new HistoryRow(
        new VersionKey(new JobKey(rows.getString(1), rows.getString(2)), rows.getLong(3)),
        rows.getLong(4),
        rows.getLong(5),
        rows.getLong(6),
        rows.getString(7),
        rows.getString(8),
        rows.getString(9),
        rows.getString(10),
        Instant.ofEpochMilli(rows.getLong(11)),
        Instant.ofEpochMilli(rows.getLong(12)),
        RowState.of(rows.getString(13)),
        end,
        rows.getLong(15));
  }

  /// The documents of a version.
  ///
  /// @param fault why they cannot be believed; empty when they fit their checksum
  record Documents(RawJson spec, RawJson facts, String fault) {}

  static Optional<Documents> documents(Connection connection, VersionKey version)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT spec, facts, checksum FROM archived_job"
                + " WHERE namespace = ? AND job_id = ? AND modify_index = ?")) {
      statement.setString(1, version.job().namespace());
      statement.setString(2, version.job().id());
      statement.setLong(3, version.modifyIndex());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(documents(row, 1, version)) : Optional.empty();
      }
    }
  }

  private static Documents documents(ResultSet row, int at, VersionKey version)
      throws SQLException {
    RawJson none = RawJson.of("{}");
    try {
      byte[] spec = Deflated.inflated(row.getBytes(at));
      byte[] facts = Deflated.inflated(row.getBytes(at + 1));
      boolean fits =
          Arrays.equals(ArchivedJob.checksum(version, spec, facts), row.getBytes(at + 2));
      return new Documents(
          RawJson.owning(spec),
          RawJson.owning(facts),
          fits ? "" : "its documents do not fit their checksum");
    } catch (DataFormatException e) {
      return new Documents(none, none, "its documents cannot be unpacked: " + e.getMessage());
    }
  }

  /// What a walk over every row found.
  ///
  /// @param faults rows that cannot be believed, named; at most so many as asked for
  /// @param bad how many there are in all
  record Verified(Map<RowState, Long> rows, List<String> faults, long bad) {}

  static Verified verify(Connection connection, int named) throws SQLException {
    Map<RowState, Long> states = new EnumMap<>(RowState.class);
    long bad = 0;
    List<String> faults = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.setFetchSize(FETCH);
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT namespace, job_id, modify_index, state, spec, facts, checksum FROM archived_job")) {
        while (rows.next()) {
          states.merge(RowState.of(rows.getString(4)), 1L, Long::sum);
          VersionKey version =
              new VersionKey(new JobKey(rows.getString(1), rows.getString(2)), rows.getLong(3));
          String fault = documents(rows, 5, version).fault();
          if (!fault.isEmpty()) {
            bad++;
            if (faults.size() < named) {
              faults.add(version.job() + " at index " + version.modifyIndex() + ": " + fault);
            }
          }
        }
      }
    }
    return new Verified(states, faults, bad);
  }

  /// When the oldest row was archived.
  static Optional<Instant> oldest(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT min(archived_ms) FROM archived_job")) {
      long oldest = row.next() ? row.getLong(1) : 0;
      return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(oldest));
    }
  }
}
