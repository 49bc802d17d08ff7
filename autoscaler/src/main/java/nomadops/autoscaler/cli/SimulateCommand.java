package nomadops.autoscaler.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLongArray;
import nomadops.autoscaler.Clockwork;
import nomadops.autoscaler.outcome.LowerBound;
import nomadops.autoscaler.outcome.Outcome;
import nomadops.autoscaler.report.Comparison;
import nomadops.autoscaler.report.HtmlReport;
import nomadops.autoscaler.simulate.Setup;
import nomadops.autoscaler.simulate.SideBySide;
import nomadops.autoscaler.strategy.Contender;
import nomadops.autoscaler.trace.Trace;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Failure;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.ProgressBar;
import nomadops.runtime.cli.Screen;
import nomadops.runtime.cli.Table;
import nomadops.runtime.log.Logs;
import picocli.CommandLine.Model.CommandSpec;
import tools.jackson.databind.json.JsonMapper;

/// `autoscaler simulate TRACE...`: our policy beside the usual ones, in virtual time.
final class SimulateCommand {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int STEPS = 1_000;

  private SimulateCommand() {}

  static CommandSpec spec(Clockwork time) {
    return Leaf.of(
            "simulate",
            "Plays traces of work against a simulated pool, with our policy and the usual ones side by side.",
            AutoscalerSettings.REHEARSING)
        .arguments(
            "trace",
            "0..*",
            "Files: .csv, .swf (Standard Workload Format), .ndjson (of autoscaler record), each also with .gz.")
        .repeatable(
            "preset",
            "name",
            "A drawn workload: steady, ci-day, cron-herd, bursty, mixed-long. Without traces: all.")
        .option("days", "n", "How long a drawn workload is; 1 unless it is said.")
        .option("rate", "n", "Its allocations a minute; 100.")
        .option("seed", "n", "Its seed, and that of the simulation; 1.")
        .repeatable(
            "strategy",
            "name",
            "Who takes part: nomad-ops, target-value, pass-through, threshold, packing, fixed; options after a colon, e.g. fixed:nodes=20. Without: ours and the first three.")
        .option(
            "pool",
            "name",
            "Whose terms of the configuration our policy is held to; without, the usual ones.")
        .option("max-wait", "duration", "Our policy's, unless a pool is named; 2m.")
        .option("node-cpu", "mhz", "Of each node; 16000.")
        .option("node-memory", "mb", "Of each node; 65536.")
        .option("max-nodes", "n", "The most; 1000.")
        .option(
            "boot-lag", "duration", "From asking for a node until it works, in the median; 90s.")
        .option("interval", "duration", "Between two decisions; 10s.")
        .option("mhz-per-processor", "mhz", "What a processor of a .swf trace is; 1000.")
        .option("mb-per-processor", "mb", "And its memory where the trace does not say; 1024.")
        .option("report", "file", "Also writes a page with plots (HTML, self-contained).")
        .flag("json", "Prints JSON.")
        .footer(
            """

            A * marks who is on the frontier: no other has both fewer node-hours and a shorter p95 wait.

            Exit codes: 0 simulated, 1 failed, 2 wrong usage or a malformed trace (file and line are named).

            Example: nomad-ops autoscaler simulate -preset ci-day -days 7 -report week.html
                     nomad-ops autoscaler simulate recorded.ndjson -config autoscaler.yaml -pool batch\
            """)
        .runs(invocation -> run(invocation, time));
  }

  static ExitCode run(Invocation invocation, Clockwork time) throws Exception {
    Logs.setUp(
        invocation.settings(),
        invocation.around().err(),
        invocation.around().errTerminal().colour());
    List<Contender> contenders = Rehearsed.contenders(invocation);
    Setup setup = Rehearsed.setup(invocation);
    List<Comparison> comparisons = new ArrayList<>();
    for (Trace trace : Traces.of(invocation)) {
      comparisons.add(compare(invocation, time, trace, setup, contenders));
    }
    if (invocation.flag("json")) {
      invocation.out().println(JSON.writeValueAsString(documents(comparisons)));
    } else {
      comparisons.forEach(comparison -> print(invocation, comparison));
    }
    if (invocation.option("report").isPresent()) {
      write(invocation, comparisons);
    }
    return ExitCode.DONE;
  }

  private static Comparison compare(
      Invocation invocation, Clockwork time, Trace trace, Setup setup, List<Contender> contenders)
      throws InterruptedException {
    AtomicLongArray done = new AtomicLongArray(contenders.size());
    try (ProgressBar bar =
        new ProgressBar(
            "simulating " + trace.name(),
            OptionalLong.of((long) STEPS * contenders.size()),
            new Screen(invocation.around().err(), invocation.around().errTerminal()),
            time.ticker(),
            Duration.ofSeconds(5))) {
      List<Outcome> outcomes =
          new SideBySide(trace, setup, Runtime.getRuntime().availableProcessors())
              .run(
                  contenders,
                  (index, share) -> {
                    long now = Math.round(share * STEPS);
                    bar.add(Math.max(0, now - done.getAndSet(index, now)));
                  });
      return Comparison.of(
          trace.name(),
          Rehearsed.world(setup),
          trace.allocations(),
          LowerBound.nodeHours(trace, setup.size(), setup.mhzPerCore()),
          outcomes);
    }
  }

  private static void print(Invocation invocation, Comparison comparison) {
    invocation
        .out()
        .println(
            comparison.trace()
                + ": "
                + comparison.allocations()
                + " allocations; "
                + comparison.world());
    List<Table.Column> columns = new ArrayList<>();
    columns.add(Table.Column.fixed("", "frontier"));
    for (String title : Comparison.header()) {
      String key = title.replace(' ', '_').replace('-', '_');
      boolean vital = List.of("strategy", "p95", "node-hours", "flaps", "killed").contains(title);
      String shown = title.toUpperCase(java.util.Locale.ROOT);
      columns.add(vital ? Table.Column.fixed(shown, key) : Table.Column.optional(shown, key));
    }
    Table table = new Table(columns.toArray(Table.Column[]::new));
    for (Comparison.Row row : comparison.rows()) {
      List<Object> cells = new ArrayList<>();
      cells.add(row.worthIt() ? "*" : "");
      cells.addAll(row.cells());
      table.row(cells.toArray());
    }
    invocation.out().print(table.text(invocation.around().outTerminal()));
    invocation
        .out()
        .printf(
            java.util.Locale.ROOT,
            "No strategy does it with fewer than %,.0f node-hours.%n%n",
            comparison.leastNodeHours());
  }

  private static List<Map<String, Object>> documents(List<Comparison> comparisons) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("trace", comparison.trace());
      document.put("allocations", comparison.allocations());
      document.put("world", comparison.world());
      document.put("least_node_hours", comparison.leastNodeHours());
      document.put(
          "strategies", comparison.rows().stream().map(SimulateCommand::document).toList());
      all.add(document);
    }
    return all;
  }

  private static Map<String, Object> document(Comparison.Row row) {
    Outcome outcome = row.outcome();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("strategy", outcome.strategy());
    document.put("frontier", row.worthIt());
    document.put("wait_p50_ms", outcome.waits().quantile(0.5));
    document.put("wait_p95_ms", outcome.waits().quantile(0.95));
    document.put("wait_p99_ms", outcome.waits().quantile(0.99));
    document.put("wait_max_ms", outcome.waits().max());
    document.put("node_hours", outcome.nodeHours());
    document.put("cost", outcome.cost());
    document.put("used", outcome.utilisation());
    document.put("flaps", outcome.nodes().flaps());
    document.put("killed", outcome.work().killed());
    document.put("peak_nodes", outcome.nodes().peak());
    document.put("unfinished", outcome.work().unfinished());
    return document;
  }

  /// A file for each trace: `week.html`, and for further ones `week-2.html` and so on.
  private static void write(Invocation invocation, List<Comparison> comparisons) {
    String name = invocation.option("report").orElseThrow();
    for (int i = 0; i < comparisons.size(); i++) {
      String file = i == 0 ? name : name.replaceFirst("(\\.html?)?$", "-" + (i + 1) + ".html");
      try {
        var _ = Files.writeString(Path.of(file), new HtmlReport(comparisons.get(i)).html());
      } catch (IOException e) {
        throw new Failure("report " + file + " cannot be written: " + e);
      }
      invocation.around().err().println("report: " + file);
    }
  }
}
