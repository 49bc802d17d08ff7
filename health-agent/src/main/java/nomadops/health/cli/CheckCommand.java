package nomadops.health.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import nomadops.client.NomadClient;
import nomadops.client.http.WireObserver;
import nomadops.health.agent.Planned;
import nomadops.health.check.Finding;
import nomadops.health.check.Health;
import nomadops.health.check.Look;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.cli.Table;
import nomadops.runtime.config.Catalogue;
import nomadops.runtime.log.Logs;
import picocli.CommandLine.Model.CommandSpec;

/// `health check`: looks at everything once, side by side, for a person or a script.
final class CheckCommand {
  private static final Catalogue CATALOGUE = new Catalogue("health", CheckSettings.ALL);

  /// Doubt shares its number with a wrong usage: neither says anything about the client.
  private static final ExitCode UNKNOWN = ExitCode.USAGE;

  private CheckCommand() {}

  private record Looked(String check, Finding finding, Duration took) {}

  static CommandSpec spec(Clockwork time) {
    return Leaf.of("check", "Looks at this client once and says how it is.", CATALOGUE)
        .flag("json", "Prints JSON.")
        .footer(
            """

            Exit codes: 0 all is well, 1 something failed, 2 nothing failed but something cannot be told, or wrong
            usage or configuration. One look has no patience: health agent asks several times before it calls
            something sick.

            Example: nomad-ops health check -deadline 5s || echo "this client is not well"\
            """)
        .runs(invocation -> run(invocation, time));
  }

  private static ExitCode run(Invocation invocation, Clockwork time) throws InterruptedException {
    Logs.setUp(
        invocation.settings(),
        invocation.around().err(),
        invocation.around().errTerminal().colour());
    List<Looked> all;
    try (NomadClient nomad =
        NomadClient.connect(
            NomadSettings.connection(invocation.settings()).triedOnce(), WireObserver.NONE)) {
      all = look(CheckSettings.plan(invocation.settings(), new Surrounds(nomad, time)), time);
    }
    print(invocation, all);
    List<Health> found = all.stream().map(looked -> looked.finding().health()).toList();
    return found.contains(Health.FAIL)
        ? ExitCode.FAILED
        : found.contains(Health.UNKNOWN) ? UNKNOWN : ExitCode.DONE;
  }

  private static List<Looked> look(List<Planned> plan, Clockwork time) throws InterruptedException {
    Map<Integer, Looked> found = new TreeMap<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < plan.size(); i++) {
      int at = i;
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                Looked looked = once(plan.get(at), time);
                synchronized (found) {
                  found.put(at, looked);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    synchronized (found) {
      return List.copyOf(found.values());
    }
  }

  private static Looked once(Planned planned, Clockwork time) {
    long began = time.ticker().nanos();
    Finding finding;
    try {
      finding = new Look(planned.check(), planned.deadline()).once();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      finding = Finding.unknown("interrupted");
    }
    return new Looked(
        planned.check().name(), finding, Duration.ofNanos(time.ticker().nanos() - began));
  }

  private static void print(Invocation invocation, List<Looked> all) {
    Table table =
        new Table(
            Table.Column.fixed("CHECK", "check"),
            Table.Column.fixed("HEALTH", "health"),
            Table.Column.optional("MS", "took_ms"),
            Table.Column.flexible("REASON", "reason"));
    all.forEach(one ->
        table.row(
            one.check(),
            one.finding().health().word(),
            one.took().toMillis(),
            one.finding().reason()));
    if (invocation.flag("json")) {
      invocation.out().print(table.json());
    } else {
      invocation.out().print(table.text(invocation.around().outTerminal()));
    }
  }
}
