package nomadops.autoscaler.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import nomadops.autoscaler.Autoscaler;
import nomadops.autoscaler.Clockwork;
import nomadops.autoscaler.MoveWords;
import nomadops.autoscaler.PoolReport;
import nomadops.autoscaler.facts.QueuedGroup;
import nomadops.autoscaler.facts.Unscalable;
import nomadops.autoscaler.policy.pack.Lot;
import nomadops.autoscaler.policy.pack.Packed;
import nomadops.autoscaler.policy.pool.Account;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.Table;
import nomadops.runtime.cli.Terminal;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Durations;
import picocli.CommandLine.Model.CommandSpec;

/// `autoscaler explain [JOB|POOL]`: every input of a decision and what was made of it.
final class ExplainCommand {
  private static final int ROWS = 40;

  private ExplainCommand() {}

  static CommandSpec spec(Clockwork time) {
    return Leaf.of(
            "explain",
            "Explains the decision on a pool, or why a job's allocations wait: every shape, bin, limit and reason.",
            AutoscalerSettings.LOOKING)
        .arguments(
            "job or pool",
            "0..1",
            "A pool's name, or a job's id or a part of it; none for all pools.")
        .footer(
            """

            Exit codes: 0 explained, 1 failed, 2 wrong usage or configuration, 3 Nomad cannot be reached.

            Example: nomad-ops autoscaler explain batch
                     nomad-ops autoscaler explain etl-nightly\
            """)
        .runs(invocation -> run(invocation, time));
  }

  static ExitCode run(Invocation invocation, Clockwork time) throws Exception {
    Autoscaler autoscaler = Look.at(invocation, time);
    Map<String, PoolReport> reports = new TreeMap<>(autoscaler.reports());
    Optional<String> about = invocation.arguments().stream().findFirst();
    Terminal terminal = invocation.around().outTerminal();
    if (about.isPresent() && !reports.containsKey(about.get())) {
      job(invocation, about.get(), reports, autoscaler.skipped(), terminal);
      return ExitCode.DONE;
    }
    reports.forEach((name, report) -> {
      if (about.isEmpty() || about.get().equals(name)) {
        pool(invocation, name, report, terminal);
      }
    });
    if (!autoscaler.skipped().isEmpty()) {
      invocation.out().println("No node would help these:");
      invocation.out().print(skipped(autoscaler.skipped()).text(terminal));
    }
    return ExitCode.DONE;
  }

  private static void pool(
      Invocation invocation, String name, PoolReport report, Terminal terminal) {
    Account account = report.step().account();
    List<String> lines = new ArrayList<>();
    Account.Strength s = account.strength();
    lines.add("Pool " + name);
    lines.add(
        "  machines    %d asked for (min %d, max %d): %d nodes take work, %d closed by us, %d closed by others, %d coming, %d lost"
            .formatted(
                s.size(),
                report.terms().size().min(),
                report.terms().size().max(),
                s.active(),
                s.cordoned(),
                s.aside(),
                s.coming(),
                s.lost()));
    lines.add(
        account
            .template()
            .map(t -> "  a new node  has " + t.empty().free() + " for work (" + t.source() + ")")
            .orElse("  a new node  is not known: none was ever seen, and none is configured"));
    Account.Demand demand = account.demand();
    int counted = demand.queued().stream().mapToInt(QueuedGroup::count).sum();
    lines.add(
        "  the queue   %d allocations count, %d are too young; %d have a place on what is there or comes"
            .formatted(
                counted,
                demand.early().stream().mapToInt(QueuedGroup::count).sum(),
                demand.placed()));
    lines.add(
        "  new nodes   %d hold the rest at once, no packing does with fewer than %d, %d start it in time (boot lag %s)"
            .formatted(
                demand.packed().nodes(),
                demand.lowerBound(),
                demand.inTime(),
                Durations.rough(demand.bootLag())));
    demand.packed().fresh().forEach(bins -> lines.add("              " + bins(bins)));
    lines.add(
        "  needed      %d nodes now; the most in the window: %s"
            .formatted(
                account.need().now(),
                account.need().window().map(String::valueOf).orElse("not seen wholly yet")));
    if (report.costPerHour() > 0) {
      lines.add("  cost        %.2f an hour".formatted(report.costPerHour()));
    }
    account
        .clamps()
        .forEach(clamp ->
            lines.add(
                "  limit       %s %d becomes %d: %s"
                    .formatted(clamp.what(), clamp.before(), clamp.after(), clamp.reason())));
    account.outHolds().forEach(hold -> lines.add("  not grown   " + hold));
    account.inHolds().forEach(hold -> lines.add("  not shrunk  " + hold));
    report
        .step()
        .moves()
        .forEach(move -> lines.add("  move        " + MoveWords.text(move) + ": " + move.reason()));
    if (report.step().moves().isEmpty()) {
      lines.add("  move        none");
    }
    lines.forEach(invocation.out()::println);
    if (!demand.queued().isEmpty()) {
      invocation.out().println();
      invocation.out().print(groups(demand.queued(), report).text(terminal));
    }
    invocation.out().println();
  }

  private static String bins(Packed.Bins bins) {
    List<String> each = new ArrayList<>();
    for (Lot lot : bins.each()) {
      each.add(lot.count() + " x (" + lot.shape().ask() + ")");
    }
    return bins.nodes()
        + (bins.nodes() == 1 ? " node" : " nodes")
        + " with "
        + String.join(" + ", each);
  }

  private static Table groups(List<QueuedGroup> groups, PoolReport report) {
    Table table =
        new Table(
            Table.Column.flexible("JOB", "job"),
            Table.Column.flexible("GROUP", "group"),
            Table.Column.fixed("QUEUED", "queued"),
            Table.Column.fixed("ASKS", "asks"),
            Table.Column.fixed("WAITS", "waits"),
            Table.Column.optional("RUNS", "runs"),
            Table.Column.optional("PRIORITY", "priority"));
    groups.stream()
        .limit(ROWS)
        .forEach(group ->
            table.row(
                group.job().toString(),
                group.group(),
                group.count(),
                group.shape().ask().toString(),
                Durations.rough(Duration.between(group.since(), report.at())),
                group.runs().map(Durations::rough).orElse("unknown"),
                group.priority()));
    if (groups.size() > ROWS) {
      table.row("... and " + (groups.size() - ROWS) + " more", "", "", "", "", "", "");
    }
    return table;
  }

  static Table skipped(List<Unscalable> skipped) {
    Table table =
        new Table(
            Table.Column.flexible("JOB", "job"),
            Table.Column.flexible("GROUP", "group"),
            Table.Column.fixed("QUEUED", "queued"),
            Table.Column.fixed("WHY", "why"),
            Table.Column.flexible("REASON", "reason"));
    skipped.stream()
        .limit(ROWS)
        .forEach(one ->
            table.row(one.job().toString(), one.group(), one.count(), one.word(), one.reason()));
    if (skipped.size() > ROWS) {
      table.row("... and " + (skipped.size() - ROWS) + " more", "", "", "", "");
    }
    return table;
  }

  private static void job(
      Invocation invocation,
      String text,
      Map<String, PoolReport> reports,
      List<Unscalable> skipped,
      Terminal terminal) {
    boolean found = false;
    for (Map.Entry<String, PoolReport> entry : reports.entrySet()) {
      List<QueuedGroup> own =
          entry.getValue().facts().queued().stream()
              .filter(group -> group.job().toString().contains(text))
              .toList();
      if (!own.isEmpty()) {
        found = true;
        invocation.out().println("Pool " + entry.getKey() + " is to take:");
        invocation.out().print(groups(own, entry.getValue()).text(terminal));
        invocation.out().println();
        pool(invocation, entry.getKey(), entry.getValue(), terminal);
      }
    }
    List<Unscalable> helpless =
        skipped.stream().filter(one -> one.job().toString().contains(text)).toList();
    if (!helpless.isEmpty()) {
      found = true;
      invocation.out().println("No node would help these:");
      invocation.out().print(skipped(helpless).text(terminal));
    }
    if (!found) {
      throw ConfigException.of(
          "the command line",
          "job or pool",
          "\"" + text + "\" is no pool, and no job with such an id waits for nodes",
          "the pools are " + String.join(", ", reports.keySet()));
    }
  }
}
