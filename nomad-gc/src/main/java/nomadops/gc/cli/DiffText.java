package nomadops.gc.cli;

import nomadops.gc.plan.RuleDiff;
import nomadops.runtime.cli.Table;
import nomadops.runtime.cli.Terminal;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What other rules would change, for people and for machines.
final class DiffText {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private DiffText() {}

  static String table(RuleDiff diff, Terminal terminal) {
    StringBuilder text = new StringBuilder();
    Table changes = changes(diff);
    if (changes.size() > 0) {
      text.append(changes.text(terminal));
    }
    long left = diff.goes() + diff.stays() - changes.size();
    if (left > 0) {
      text.append("... and ").append(left).append(" more; -all shows every one\n");
    }
    return text.append(changes.size() > 0 ? "\n" : "")
        .append(rules(diff).text(terminal))
        .append(sentence(diff))
        .append('\n')
        .toString();
  }

  private static String sentence(RuleDiff diff) {
    if (diff.isEmpty()) {
      return "No job's fate would change.";
    }
    String later =
        diff.otherwiseKept() == 0
            ? ""
            : " "
                + jobs(diff.otherwiseKept())
                + " would be kept as before, but for another time or reason.";
    return jobs(diff.goes())
        + " would go that "
        + (diff.goes() == 1 ? "is" : "are")
        + " kept as things are, "
        + diff.stays()
        + " would be kept that "
        + (diff.stays() == 1 ? "goes" : "go")
        + " as things are.\n"
        + diff.goingAfter()
        + " of "
        + diff.jobs()
        + " dead jobs would go now, as things are "
        + diff.goingBefore()
        + "."
        + later;
  }

  private static String jobs(long count) {
    return count + (count == 1 ? " job" : " jobs");
  }

  private static Table changes(RuleDiff diff) {
    Table table =
        new Table(
            Table.Column.fixed("CHANGE", "change"),
            Table.Column.flexible("JOB", "job"),
            Table.Column.optional("TYPE", "type"),
            Table.Column.optional("ENDED", "ended"),
            Table.Column.optional("RULE BEFORE", "rule_before"),
            Table.Column.fixed("RULE AFTER", "rule_after"),
            Table.Column.flexible("REASON AFTER", "reason"),
            Table.Column.optional("CODE", "code"));
    for (RuleDiff.Change change : diff.changes()) {
      table.row(
          word(change.kind()),
          change.job().key().toString(),
          change.job().type().word(),
          change.job().allocs().outcome().word(),
          name(change.before().ruleName()),
          name(change.after().ruleName()),
          change.after().reason().text(),
          change.after().reason().code().word());
    }
    return table;
  }

  private static String word(RuleDiff.Kind kind) {
    return switch (kind) {
      case GOES -> "goes";
      case STAYS -> "stays";
    };
  }

  private static String name(String rule) {
    return rule.isEmpty() ? "-" : rule;
  }

  private static Table rules(RuleDiff diff) {
    Table table =
        new Table(
            Table.Column.flexible("RULE", "rule"),
            Table.Column.fixed("JOBS BEFORE", "jobs_before"),
            Table.Column.fixed("AFTER", "jobs_after"),
            Table.Column.fixed("GOING BEFORE", "going_before"),
            Table.Column.fixed("AFTER", "going_after"));
    for (RuleDiff.Tally tally : diff.tallies()) {
      table.row(
          tally.rule().isEmpty() ? "(not eligible)" : tally.rule(),
          tally.before(),
          tally.after(),
          tally.goingBefore(),
          tally.goingAfter());
    }
    return table;
  }

  static String json(RuleDiff diff) {
    ObjectNode summary = JSON.createObjectNode();
    summary.put("jobs", diff.jobs());
    summary.put("goes", diff.goes());
    summary.put("stays", diff.stays());
    summary.put("kept_otherwise", diff.otherwiseKept());
    summary.put("going_before", diff.goingBefore());
    summary.put("going_after", diff.goingAfter());
    return "{\"changes\":"
        + changes(diff).json()
        + ",\"rules\":"
        + rules(diff).json()
        + ",\"summary\":"
        + JSON.writeValueAsString(summary)
        + "}\n";
  }
}
