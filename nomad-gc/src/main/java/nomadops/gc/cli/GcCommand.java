package nomadops.gc.cli;

import nomadops.runtime.Signals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Keyboard;
import nomadops.runtime.cli.Leaf;
import picocli.CommandLine.Model.CommandSpec;

/// The command `gc`.
public final class GcCommand {
  private GcCommand() {}

  /// `gc run`, `gc plan`, `gc bankrupt`, `gc preflight` and `gc config`, to be put under the
  /// program's root.
  public static CommandSpec spec() {
    return spec(Clockwork.system());
  }

  static CommandSpec spec(Clockwork time) {
    CommandSpec run =
        Leaf.of(
                "run",
                "Deletes dead jobs that are due, without ever delaying the scheduler.",
                GcSettings.CATALOGUE)
            .flag("once", "Collects what is due, prints a summary and ends.")
            .flag("json", "With -once: prints the summary as JSON.")
            .footer(
                """

                Exit codes: 0 done, 1 failed (also when jobs could not be deleted), 2 wrong usage or
                configuration, 3 Nomad cannot be reached, 4 refused by a guard.

                Example: NOMAD_ADDR=http://10.0.0.1:4646 nomad-ops gc run -once -keep-for 4h -audit-log purged.ndjson\
                """)
            .runs(invocation -> RunCommand.run(invocation, time));
    CommandSpec plan =
        Leaf.of(
                "plan",
                "Shows what would be deleted, why and when. Changes nothing.",
                GcSettings.CATALOGUE)
            .flag("json", "Prints JSON.")
            .flag("all", "Shows every dead job, not only the first to go.")
            .footer("\nExit codes as of gc run.")
            .runs(invocation -> PlanCommand.run(invocation, time));
    return Commands.group(
        "gc",
        "Collects dead jobs.",
        run,
        plan,
        BankruptCommand.spec(time, Keyboard.ofProcess(), Signals.ofProcess()),
        PreflightCommand.spec(time),
        Commands.config(GcSettings.CATALOGUE));
  }
}
