package nomadops.snapshot.cli;

import nomadops.runtime.Signals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Leaf;
import picocli.CommandLine.Model.CommandSpec;

/// The command `snapshot`.
public final class SnapshotCommand {
  private SnapshotCommand() {}

  /// `snapshot run`, `save`, `verify`, `list`, `preflight` and `config`, to be put under the
  /// program's root.
  public static CommandSpec spec() {
    return spec(Signals.ofProcess(), Clockwork.system());
  }

  static CommandSpec spec(Signals signals, Clockwork time) {
    return Commands.group(
        "snapshot",
        "Saves verified snapshots of Nomad's state, and keeps some.",
        run(signals, time),
        save(signals, time),
        verify(),
        list(time),
        PreflightCommand.spec(time),
        Commands.config(SnapshotSettings.CATALOGUE));
  }

  private static CommandSpec run(Signals signals, Clockwork time) {
    return Leaf.of(
            "run",
            "Saves a snapshot each interval and deletes old ones, while it leads.",
            SnapshotSettings.CATALOGUE)
        .footer(
            """

            Exit codes: 0 stopped in order, 1 failed, 2 wrong usage or configuration.

            Example: nomad-ops snapshot run -target s3://backups/nomad -interval 1h -leader local-server\
            """)
        .runs(invocation -> new RunCommand(invocation, signals, time).run());
  }

  private static CommandSpec save(Signals signals, Clockwork time) {
    return Leaf.of(
            "save",
            "Saves one snapshot and ends: for cron, timers and people.",
            SnapshotSettings.SAVE)
        .flag(
            "prune",
            "Deletes, after it is saved, what keep-hourly, keep-daily and keep-weekly let go.")
        .flag("json", "Prints JSON.")
        .footer(
            """

            Exit codes: 0 saved and verified, 1 failed, 2 wrong usage or configuration, 3 Nomad cannot be
            reached, 4 another replica leads (with -leader; nothing was saved).

            Example: nomad-ops snapshot save -target /var/lib/nomad-snapshots -prune\
            """)
        .runs(invocation -> new SaveCommand(invocation, signals, time).run());
  }

  private static CommandSpec verify() {
    return Leaf.of("verify", "Reads a snapshot to its end and checks it.", SnapshotSettings.LOOK)
        .arguments("file|name|latest", "1", "A file, the name of a kept snapshot, or the newest.")
        .flag("json", "Prints JSON.")
        .footer(
            """

            Exit codes: 0 whole and unharmed, 1 not, 2 wrong usage or configuration.

            Example: nomad-ops snapshot verify latest -target s3://backups/nomad\
            """)
        .runs(VerifyCommand::run);
  }

  private static CommandSpec list(Clockwork time) {
    return Leaf.of(
            "list", "Lists the snapshots that are kept, the newest first.", SnapshotSettings.LOOK)
        .flag("json", "Prints JSON.")
        .footer("\nExample: nomad-ops snapshot list -target /var/lib/nomad-snapshots")
        .runs(invocation -> ListCommand.run(invocation, time));
  }
}
