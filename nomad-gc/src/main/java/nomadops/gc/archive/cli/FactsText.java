package nomadops.gc.archive.cli;

import java.util.ArrayList;
import java.util.List;
import nomadops.client.model.NomadJson;
import nomadops.client.model.RawJson;
import nomadops.gc.archive.HistoryRow;
import nomadops.runtime.cli.Table;
import nomadops.runtime.cli.Terminal;
import tools.jackson.databind.JsonNode;

/// How a job's allocations and tasks ended, for people.
final class FactsText {
  private FactsText() {}

  static String of(HistoryRow row, RawJson facts, Terminal terminal) {
    JsonNode all = NomadJson.tree(facts.bytes());
    StringBuilder text = new StringBuilder();
    text.append("Version ").append(row.jobVersion()).append(" of ").append(row.version().job());
    text.append(": ").append(Shown.end(row)).append('\n');
    text.append(counted(all.path("evaluations").asInt(), "evaluation")).append(", ");
    text.append(counted(all.path("allocations").asInt(), "allocation")).append('\n');
    JsonNode allocs = all.path("allocs");
    if (!allocs.isEmpty()) {
      text.append('\n').append(table(allocs).text(terminal));
    }
    return text.toString();
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static Table table(JsonNode allocs) {
    Table table =
        new Table(
            Table.Column.fixed("ALLOCATION", "alloc"),
            Table.Column.fixed("STATUS", "status"),
            Table.Column.flexible("TASKS", "tasks"),
            Table.Column.optional("NODE", "node"),
            Table.Column.optional("ENDED", "modified"));
    for (JsonNode alloc : allocs) {
      String id = alloc.path("id").asString("");
      String modified = alloc.path("modified").asString("");
      table.row(
          id.substring(0, Math.min(8, id.length())),
          alloc.path("status").asString(""),
          tasks(alloc.path("tasks")),
          alloc.path("node").asString(""),
          modified.length() > 19 ? modified.substring(0, 19) + "Z" : modified);
    }
    return table;
  }

  private static String tasks(JsonNode tasks) {
    List<String> told = new ArrayList<>();
    for (JsonNode task : tasks) {
      String code = task.has("exit_code") ? ", exit code " + task.path("exit_code").asInt() : "";
      String oom = task.path("oom_killed").asBoolean(false) ? ", out of memory" : "";
      long restarts = task.path("restarts").asLong(0);
      told.add(
          task.path("task").asString("")
              + (task.path("failed").asBoolean(false) ? " failed" : " ended well")
              + code
              + oom
              + (restarts > 0 ? ", " + counted((int) restarts, "restart") : ""));
    }
    return String.join("; ", told);
  }
}
