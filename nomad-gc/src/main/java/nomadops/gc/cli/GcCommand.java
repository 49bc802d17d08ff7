package nomadops.gc.cli;

import java.util.ArrayList;
import java.util.List;
import nomadops.gc.archive.cli.ArchiveCommands;
import nomadops.runtime.Signals;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Keyboard;
import nomadops.runtime.cli.Leaf;
import picocli.CommandLine.Model.CommandSpec;

/// The command `gc`.
public final class GcCommand {
  private GcCommand() {}

  /// `gc run`, `gc plan`, `gc doctor`, `gc bankrupt`, the commands of the archive, `gc preflight`
  /// and `gc config`, to be put under the program's root.
  public static CommandSpec spec() {
    return spec(Clockwork.system());
  }

  static CommandSpec spec(Clockwork time) {
    return spec(time, Keyboard.ofProcess());
  }

  static CommandSpec spec(Clockwork time, Keyboard keyboard) {
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
            .flag("all", "Shows every dead job, or every change, not only the first.")
            .option(
                "rules",
                "file",
                "Judges by this file in place of -config; flags and environment hold for both.")
            .flag("diff", "With -rules: shows what would change against the settings in force.")
            .flag("exit-code", "With -diff: ends with 5 when any job's fate would change.")
            .option(
                "recorded",
                "file",
                "Judges a recorded list (GET /v1/jobs?namespace=*&meta=true, also gzip) and asks no Nomad.")
            .option(
                "at",
                "time",
                "With -recorded: as if it were this time (RFC 3339); left out, when the file was written.")
            .option(
                "record", "file", "Writes the list to a file, gzip if it ends in .gz, and ends.")
            .footer(
                "\nExit codes as of gc run; 5 with -exit-code when the rules make a difference.")
            .runs(invocation -> PlanCommand.run(invocation, time));
    List<CommandSpec> all = new ArrayList<>(List.of(run, plan));
    all.addAll(
        ArchiveCommands.specs(
            GcSettings.CATALOGUE,
            new ArchiveCommands.Desk(time.wall(), time.ticker(), time.pause(), keyboard)));
    all.add(DoctorCommand.spec(time));
    all.add(BankruptCommand.spec(time, keyboard, Signals.ofProcess()));
    all.add(PreflightCommand.spec(time));
    all.add(Commands.config(GcSettings.CATALOGUE));
    return Commands.group("gc", "Collects dead jobs.", all.toArray(CommandSpec[]::new));
  }
}
