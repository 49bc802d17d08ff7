package nomadops.autoscaler.cli;

import java.time.Duration;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Table;
import nomadops.runtime.config.Durations;
import tools.jackson.databind.JsonNode;

/// What waits, as tables.
final class QueueTables {
  private QueueTables() {}

  /// @param part with `groups` and `groups_not_named`
  static Table groups(JsonNode part) {
    Table table =
        new Table(
            Table.Column.flexible("JOB", "job"),
            Table.Column.flexible("GROUP", "group"),
            Table.Column.fixed("QUEUED", "queued"),
            Table.Column.fixed("ASKS", "asks"),
            Table.Column.fixed("WAITS", "waits"),
            Table.Column.optional("RUNS", "runs"),
            Table.Column.optional("PRIORITY", "priority"));
    for (JsonNode group : part.path("groups")) {
      int jobs = group.path("jobs").asInt(1);
      table.row(
          group.path("job").asString("") + (jobs > 1 ? " (" + jobs + " jobs)" : ""),
          group.path("group").asString(""),
          group.path("count").asInt(0),
          group.path("asks").asString(""),
          Durations.rough(Duration.ofSeconds(group.path("waits_seconds").asLong(0))),
          runs(group.path("runs_seconds")),
          group.path("priority").asInt(0));
    }
    int more = part.path("groups_not_named").asInt(0);
    if (more > 0) {
      table.row("... and " + more + " more", "", "", "", "", "", "");
    }
    return table;
  }

  private static String runs(JsonNode seconds) {
    return seconds.isNumber()
        ? Durations.rough(Duration.ofMillis(Math.round(seconds.asDouble(0) * 1e3)))
        : "unknown";
  }

  /// Prints what no node would help, if there is any.
  ///
  /// @param part with `skipped` and `skipped_not_named`
  static void printSkipped(Invocation invocation, JsonNode part) {
    if (!part.path("skipped").isEmpty()) {
      invocation.out().println("No node would help these:");
      invocation.out().print(skipped(part).text(invocation.around().outTerminal()));
    }
  }

  private static Table skipped(JsonNode part) {
    Table table =
        new Table(
            Table.Column.flexible("JOB", "job"),
            Table.Column.flexible("GROUP", "group"),
            Table.Column.fixed("QUEUED", "queued"),
            Table.Column.fixed("WHY", "why"),
            Table.Column.flexible("REASON", "reason"));
    for (JsonNode one : part.path("skipped")) {
      table.row(
          one.path("job").asString(""),
          one.path("group").asString(""),
          one.path("count").asInt(0),
          one.path("why").asString(""),
          one.path("reason").asString(""));
    }
    int more = part.path("skipped_not_named").asInt(0);
    if (more > 0) {
      table.row("... and " + more + " more", "", "", "", "");
    }
    return table;
  }
}
