package nomadops.gc.cli;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import nomadops.gc.bankrupt.BankruptRecord;
import nomadops.gc.bankrupt.RecordStore;
import nomadops.gc.bankrupt.Report;
import nomadops.gc.bankrupt.plan.Estimate;
import nomadops.gc.bankrupt.plan.Finding;
import nomadops.gc.bankrupt.plan.Stage;
import nomadops.gc.bankrupt.plan.Symptoms;
import nomadops.runtime.cli.Table;
import nomadops.runtime.cli.Terminal;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A bankruptcy's words.
final class BankruptText {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /// What to run when this process cannot, or was killed.
  static final String LAST_WORDS =
      "nomad-ops gc bankrupt -resume-broker"
          + "   (or: nomad operator scheduler set-config -pause-eval-broker=false"
          + " -reject-job-registration=false)";

  private BankruptText() {}

  /// Lines, since what is said must not be cut.
  static String findings(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    findings.forEach(
        finding -> text.append(sign(finding)).append("  ").append(finding.text()).append(".\n"));
    return text.toString();
  }

  /// Cells must not be cut, either.
  private static String wrapped(Table table, Terminal terminal) {
    return table.text(new Terminal(false, terminal.colour(), terminal.width()));
  }

  private static String sign(Finding finding) {
    return switch (finding) {
      case Finding.Fits _ -> "yes ";
      case Finding.Mind _ -> "mind";
      case Finding.Doubt _ -> "NO  ";
      case Finding.Bar _ -> "NO  ";
    };
  }

  /// What will be done, in order, and what it costs.
  static String plan(String cluster, Symptoms seen, String snapshot, Terminal terminal) {
    Estimate purge = Estimate.ofPurge(seen.due());
    Estimate evaluations = Estimate.ofEvaluations(seen.due() + seen.deregister());
    Table table =
        new Table(
            Table.Column.fixed("STEP", "step"),
            Table.Column.fixed("WHAT", "what"),
            Table.Column.fixed("ABOUT", "about"));
    for (Stage stage : Stage.values()) {
      switch (stage) {
        case SNAPSHOT ->
            table.row(
                stage.word(),
                snapshot.isEmpty() ? "none: -no-snapshot" : stage.meaning() + ": " + snapshot,
                "");
        case PURGE ->
            table.row(
                stage.word(),
                stage.meaning() + ": " + seen.due() + " of " + seen.deadInAll(),
                about(purge));
        case EVALUATIONS -> table.row(stage.word(), stage.meaning(), about(evaluations));
        case RECORD, PAUSE, RESUME, FORGET, VERIFY -> table.row(stage.word(), stage.meaning(), "");
        case END -> {}
      }
    }
    return "Cluster "
        + cluster
        + "\n"
        + wrapped(table, terminal)
        + "From pause to resume, "
        + about(purge.plus(evaluations))
        + ", as the servers are busy"
        + ": nothing is scheduled, work of lost nodes is not replaced, and"
        + (seen.acls()
            ? " registrations, dispatches and scaling are refused with 403 without a management token."
            : " registrations wait.")
        + " What runs goes on.\n";
  }

  /// What an earlier process left behind.
  static String found(RecordStore.Kept kept, boolean paused, boolean rejecting) {
    BankruptRecord record = kept.record();
    return record.who()
        + " began a bankruptcy of "
        + record.cluster()
        + " at "
        + record.started()
        + ", and it did not end: it was at the step \""
        + record.step()
        + "\".\nNow the broker "
        + (paused ? "IS PAUSED: nothing is scheduled" : "runs")
        + ", and registrations are "
        + (rejecting ? "refused" : "taken")
        + ". Before, they were "
        + (record.before().rejectJobRegistration() ? "refused" : "taken")
        + ".\n"
        + (record.audit().isEmpty() ? "" : "Its audit log: " + record.audit() + "\n")
        + (record.snapshot().isEmpty() ? "" : "Its snapshot: " + record.snapshot() + "\n");
  }

  static String summary(Report report, Terminal terminal) {
    Table table =
        new Table(
            Table.Column.fixed("STEP", "step"),
            Table.Column.fixed("SECONDS", "seconds"),
            Table.Column.fixed("RESULT", "result"));
    new TreeMap<>(report.took())
        .forEach((stage, took) -> table.row(stage.word(), seconds(took), result(stage, report)));
    return wrapped(table, terminal)
        + (report.took().containsKey(Stage.PAUSE)
            ? "Nothing was scheduled for " + seconds(report.paused()) + " s.\n"
            : "");
  }

  private static String result(Stage stage, Report report) {
    return switch (stage) {
      case SNAPSHOT -> report.snapshotBytes() + " bytes";
      case PURGE -> outcomes(report);
      case EVALUATIONS ->
          report.evaluations()
              + " thrown away"
              + (report.left() > 0 ? ", " + report.left() + " left to the schedulers" : "");
      case VERIFY -> report.reason();
      case RECORD, PAUSE, RESUME, FORGET, END -> "";
    };
  }

  private static String outcomes(Report report) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(report.outcomes())
        .forEach((word, count) ->
            text.append(text.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(word.replace('_', ' ')));
    return text.isEmpty() ? "nothing was due" : text.toString();
  }

  static String json(Report report) {
    ObjectNode root = JSON.createObjectNode();
    root.put("ending", report.ending().name().toLowerCase(Locale.ROOT));
    root.put("reason", report.reason());
    ObjectNode jobs = root.putObject("jobs");
    new TreeMap<>(report.outcomes()).forEach(jobs::put);
    root.put("evaluations_deleted", report.evaluations());
    root.put("evaluations_left", report.left());
    root.put("snapshot_bytes", report.snapshotBytes());
    ObjectNode took = root.putObject("seconds");
    new TreeMap<>(report.took())
        .forEach((stage, time) -> took.put(stage.word(), time.toMillis() / 1e3));
    root.put("paused_seconds", report.paused().toMillis() / 1e3);
    return JSON.writeValueAsString(root) + "\n";
  }

  private static String about(Estimate estimate) {
    return estimate.least().toSeconds() + " to " + estimate.most().toSeconds() + " s";
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f", time.toMillis() / 1e3);
  }
}
