package nomadops.gc.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import nomadops.gc.intake.Census;
import nomadops.gc.job.DeadJob;
import nomadops.gc.policy.Verdict;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Table;
import nomadops.runtime.config.Durations;

/// What a plan shows: the first jobs to go, and every job counted.
final class PlanText {
  private final int room;
  private final PriorityQueue<Row> first =
      new PriorityQueue<>(Comparator.comparing(Row::when).reversed());

  PlanText(int room) {
    this.room = room;
  }

  /// One line of the plan. `when` orders it: the most overdue first, what is kept for ever last.
  private record Row(DeadJob job, Verdict verdict, Instant when) {}

  /// Takes one job.
  void take(DeadJob job, Verdict verdict) {
    first.add(new Row(job, verdict, when(verdict)));
    if (first.size() > room) {
      first.poll();
    }
  }

  private static Instant when(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Purge purge -> purge.due();
      case Verdict.Keep keep -> keep.until();
      case Verdict.KeepLastRuns _, Verdict.KeepForever _, Verdict.Ineligible _ -> Instant.MAX;
    };
  }

  void print(Invocation invocation, Census census, Optional<Table> nodes, Instant now) {
    List<Row> rows = new ArrayList<>(first);
    rows.sort(Comparator.comparing(Row::when).thenComparing(row -> row.job().key()));
    Table jobs = jobs(rows, now);
    Table summary = summary(census);
    if (invocation.flag("json")) {
      invocation
          .out()
          .print(
              "{\"jobs\":"
                  + jobs.json()
                  + ",\"summary\":"
                  + summary.json()
                  + nodes.map(table -> ",\"nodes\":" + table.json()).orElse("")
                  + "}\n");
      return;
    }
    invocation.out().print(jobs.text(invocation.around().outTerminal()));
    if (rows.size() < census.rows()) {
      invocation
          .out()
          .println("... and " + (census.rows() - rows.size()) + " more; -all shows every one");
    }
    invocation.out().println();
    invocation.out().print(summary.text(invocation.around().outTerminal()));
    invocation
        .out()
        .println(census.of("purge") + " of " + census.rows() + " dead jobs would be deleted now.");
    nodes
        .filter(table -> table.size() > 0)
        .ifPresent(
            table -> invocation.out().print("\n" + table.text(invocation.around().outTerminal())));
  }

  private static Table jobs(List<Row> rows, Instant now) {
    Table table =
        new Table(
            Table.Column.fixed("VERDICT", "verdict"),
            Table.Column.fixed("WHEN", "when"),
            Table.Column.flexible("JOB", "job"),
            Table.Column.optional("TYPE", "type"),
            Table.Column.optional("ENDED", "ended"),
            Table.Column.flexible("REASON", "reason"),
            Table.Column.optional("CODE", "code"));
    for (Row row : rows) {
      table.row(
          word(row.verdict()),
          when(row, now),
          row.job().key().toString(),
          row.job().type().word(),
          row.job().allocs().outcome().word(),
          row.verdict().reason().text(),
          row.verdict().reason().code().word());
    }
    return table;
  }

  private static String word(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Purge _ -> "purge";
      case Verdict.Keep _, Verdict.KeepLastRuns _ -> "keep";
      case Verdict.KeepForever _ -> "keep forever";
      case Verdict.Ineligible _ -> "not eligible";
    };
  }

  private static String when(Row row, Instant now) {
    return switch (row.verdict()) {
      case Verdict.Purge purge ->
          "now, due for " + Durations.rough(Duration.between(purge.due(), now));
      case Verdict.Keep keep -> "in " + Durations.rough(Duration.between(now, keep.until()));
      case Verdict.KeepLastRuns _, Verdict.KeepForever _, Verdict.Ineligible _ -> "-";
    };
  }

  private static Table summary(Census census) {
    Table table =
        new Table(
            Table.Column.fixed("VERDICT", "verdict"),
            Table.Column.fixed("CODE", "code"),
            Table.Column.fixed("JOBS", "jobs"));
    census.counts().entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .forEach(e ->
            table.row(e.getKey().verdict().replace('_', ' '), e.getKey().reason(), e.getValue()));
    return table;
  }
}
