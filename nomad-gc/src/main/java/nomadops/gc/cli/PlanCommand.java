package nomadops.gc.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import nomadops.client.NomadClient;
import nomadops.client.connection.Connection;
import nomadops.client.http.WireObserver;
import nomadops.gc.GcConfig;
import nomadops.gc.intake.Census;
import nomadops.gc.intake.Judge;
import nomadops.gc.intake.NomadJobList;
import nomadops.gc.intake.Survey;
import nomadops.gc.job.DeadJob;
import nomadops.gc.ledger.Ledger;
import nomadops.gc.ledger.SharedLedger;
import nomadops.gc.policy.Verdict;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.cli.Table;
import nomadops.runtime.config.Durations;
import nomadops.runtime.log.Logs;

/// `gc plan`: the same list and the same verdicts as a run, sent to the screen.
final class PlanCommand {
  private static final int ROWS = 40;

  private PlanCommand() {}

  /// One line of the plan. `when` orders it: the most overdue first, what is kept for ever last.
  private record Row(DeadJob job, Verdict verdict, Instant when) {}

  static ExitCode run(Invocation invocation, Clockwork time) throws InterruptedException {
    Logs.setUp(
        invocation.settings(),
        invocation.around().err(),
        invocation.around().errTerminal().colour());
    GcConfig config = Configured.of(invocation.settings());
    InstantSource clock = time.wall();
    Connection connection = NomadSettings.connection(invocation.settings());
    try (NomadClient nomad = connect(connection, time)) {
      Preflight.check(nomad, config);
      Judge judge =
          new Judge(config.policy(), new SharedLedger(new Ledger(config.ledger())), _ -> {});
      NomadJobList list =
          new NomadJobList(nomad, config.namespace(), config.filter(), config.pageSize());
      int room = invocation.flag("all") ? Integer.MAX_VALUE : ROWS;
      PriorityQueue<Row> first = new PriorityQueue<>(Comparator.comparing(Row::when).reversed());
      Census census =
          new Survey(list, judge, clock).walk((job, verdict) -> keep(first, room, job, verdict));
      List<Row> rows = new ArrayList<>(first);
      rows.sort(Comparator.comparing(Row::when).thenComparing(row -> row.job().key()));
      print(invocation, rows, census, clock.instant());
    }
    return ExitCode.DONE;
  }

  private static NomadClient connect(Connection connection, Clockwork time) {
    return NomadClient.connect(
        connection, WireObserver.NONE, time.ticker(), time.pause(), RandomGenerator.getDefault());
  }

  private static void keep(PriorityQueue<Row> first, int room, DeadJob job, Verdict verdict) {
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

  private static void print(Invocation invocation, List<Row> rows, Census census, Instant now) {
    Table jobs = jobs(rows, now);
    Table summary = summary(census);
    if (invocation.flag("json")) {
      invocation.out().print("{\"jobs\":" + jobs.json() + ",\"summary\":" + summary.json() + "}\n");
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
