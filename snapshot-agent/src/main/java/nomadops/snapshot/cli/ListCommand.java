package nomadops.snapshot.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import nomadops.runtime.ExitCode;
import nomadops.runtime.Failure;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.Table;
import nomadops.runtime.log.Logs;
import nomadops.snapshot.target.Stored;
import nomadops.snapshot.target.Target;
import nomadops.snapshot.target.TargetFault;

/// `snapshot list`.
final class ListCommand {
  private ListCommand() {}

  static ExitCode run(Invocation invocation, Clockwork time) throws InterruptedException {
    Logs.setUp(
        invocation.settings(),
        invocation.around().err(),
        invocation.around().errTerminal().colour());
    Instant now = time.wall().instant();
    Table table =
        new Table(
            Table.Column.fixed("NAME", "name"),
            Table.Column.optional("CLUSTER", "cluster"),
            Table.Column.fixed("TIME", "time"),
            Table.Column.fixed("AGE (S)", "age_seconds"),
            Table.Column.fixed("INDEX", "index"),
            Table.Column.fixed("BYTES", "bytes"));
    for (Stored stored : newestFirst(invocation)) {
      table.row(
          stored.name().file(),
          stored.name().cluster(),
          stored.name().at().toString(),
          Duration.between(stored.name().at(), now).toSeconds(),
          stored.name().index(),
          stored.bytes());
    }
    if (invocation.flag("json")) {
      invocation.out().print(table.json());
    } else if (table.size() == 0) {
      invocation.out().println("there is no snapshot");
    } else {
      invocation.out().print(table.text(invocation.around().outTerminal()));
    }
    return ExitCode.DONE;
  }

  private static List<Stored> newestFirst(Invocation invocation) throws InterruptedException {
    try (Target target = TargetSettings.open(invocation.settings())) {
      return target.list().stream().sorted(Comparator.comparing(Stored::name).reversed()).toList();
    } catch (TargetFault e) {
      throw new Failure(String.valueOf(e.getMessage()));
    }
  }
}
