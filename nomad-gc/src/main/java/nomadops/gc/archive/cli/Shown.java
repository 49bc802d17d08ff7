package nomadops.gc.archive.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import nomadops.gc.archive.HistoryRow;
import nomadops.gc.archive.RowState;
import nomadops.runtime.cli.Table;

/// Rows of the archive for people and for machines.
final class Shown {
  private Shown() {}

  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static Table table(List<HistoryRow> rows) {
    Table table =
        new Table(
            Table.Column.fixed("WHEN", "when"),
            Table.Column.flexible("JOB", "job"),
            Table.Column.fixed("ENDED", "ended"),
            Table.Column.fixed("STATE", "state"),
            Table.Column.fixed("VERSION", "version"),
            Table.Column.optional("TYPE", "type"),
            Table.Column.optional("SUBMITTED", "submitted"),
            Table.Column.optional("RULE", "rule"),
            Table.Column.optional("PARENT", "parent"));
    for (HistoryRow row : rows) {
      table.row(
          time(row.when()),
          row.version().job().toString(),
          row.outcome(),
          row.state().word(),
          row.jobVersion(),
          row.type(),
          time(row.submitted()),
          row.rule(),
          row.parentId().isEmpty() ? "-" : row.parentId());
    }
    return table;
  }

  /// The same with everything, one object a row.
  static String json(List<HistoryRow> rows) {
    Table table =
        new Table(
            Table.Column.fixed("", "namespace"),
            Table.Column.fixed("", "id"),
            Table.Column.fixed("", "type"),
            Table.Column.fixed("", "parent"),
            Table.Column.fixed("", "outcome"),
            Table.Column.fixed("", "state"),
            Table.Column.fixed("", "version"),
            Table.Column.fixed("", "submitted"),
            Table.Column.fixed("", "archived"),
            Table.Column.fixed("", "ended"),
            Table.Column.fixed("", "rule"),
            Table.Column.fixed("", "create_index"),
            Table.Column.fixed("", "modify_index"),
            Table.Column.fixed("", "job_modify_index"),
            Table.Column.fixed("", "purge_index"));
    for (HistoryRow row : rows) {
      table.row(
          row.version().job().namespace(),
          row.version().job().id(),
          row.type(),
          row.parentId(),
          row.outcome(),
          row.state().word(),
          row.jobVersion(),
          row.submitted().toString(),
          row.archived().toString(),
          row.ended().map(Instant::toString).orElse(""),
          row.rule(),
          row.createIndex(),
          row.version().modifyIndex(),
          row.jobModifyIndex(),
          row.purgeIndex());
    }
    return table.json();
  }

  /// What is known of the job's end.
  static String end(HistoryRow row) {
    return row.state() == RowState.PENDING
        ? "archived " + time(row.archived()) + ", and not known to be deleted"
        : row.state().word() + " " + time(row.when());
  }
}
