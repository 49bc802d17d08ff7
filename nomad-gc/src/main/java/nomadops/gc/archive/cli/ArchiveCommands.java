package nomadops.gc.archive.cli;

import java.time.InstantSource;
import java.util.List;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.runtime.cli.Commands;
import nomadops.runtime.cli.Keyboard;
import nomadops.runtime.cli.Leaf;
import nomadops.runtime.config.Catalogue;
import picocli.CommandLine.Model.CommandSpec;

/// The commands of the archive, to be put under `gc`.
public final class ArchiveCommands {
  private ArchiveCommands() {}

  /// Who asks, and the time that passes there: a test brings its own.
  public record Desk(InstantSource wall, Ticker ticker, Pause pause, Keyboard keyboard) {}

  /// `history`, `restore` and `archive check`.
  ///
  /// @param catalogue the settings of `gc`, so that one file serves all its commands
  public static List<CommandSpec> specs(Catalogue catalogue, Desk desk) {
    return List.of(history(catalogue, desk), restore(catalogue, desk), archive(catalogue));
  }

  private static CommandSpec history(Catalogue catalogue, Desk desk) {
    return Leaf.of(
            "history",
            "Shows deleted jobs from the archive: when, how they ended, and their specifications.",
            catalogue)
        .option("job", "glob", "Only ids that match; * stands for any text.")
        .option("parent", "glob", "Only children of this periodic or parameterized job.")
        .option("outcome", "word", "Only jobs that ended so: complete, failed, lost or none.")
        .option(
            "since", "time", "Archived since then: 2d (ago), 2026-11-27 or 2026-11-27T12:00:00Z.")
        .option("until", "time", "Archived before then.")
        .option("limit", "count", "At most so many rows (default 40, with -json 1000).")
        .flag("all", "Also archived jobs of which it is not known yet that they were deleted.")
        .option(
            "id",
            "[namespace/]id",
            "One job: every archived version, and how its allocations ended.")
        .option("version", "number", "With -id: this version of it.")
        .option("at", "time", "With -id: as it was then.")
        .flag("spec", "With -id: prints the stored specification, as Nomad gave it.")
        .flag("json", "Prints JSON.")
        .footer(
            """

            Exit codes: 0 done, 1 the archive failed or a row of it is damaged, 2 wrong usage, or there is no
            archive, 3 the database does not answer, 4 the archive is damaged or of a newer release.

            Example: nomad-ops gc history -archive archive.sqlite -parent nightly -outcome failed -since 7d\
            """)
        .runs(invocation -> HistoryCommand.run(invocation, desk));
  }

  private static CommandSpec restore(Catalogue catalogue, Desk desk) {
    return Leaf.of(
            "restore",
            "Registers a deleted job again, exactly as it was archived. It runs again, unless it was stopped.",
            catalogue)
        .arguments("[namespace/]id", "1", "The job.")
        .option("version", "number", "This version of it; without it the newest.")
        .option("at", "time", "As it was then: 2d (ago), 2026-11-27 or 2026-11-27T12:00:00Z.")
        .flag("as-is", "Restores a child of a periodic job by itself.")
        .flag("yes", "Does not ask.")
        .flag("json", "Prints JSON.")
        .footer(
            """

            Exit codes: 0 registered, 1 Nomad or the archive failed, 2 wrong usage, or the job is not in the
            archive, 3 Nomad or the database does not answer, 4 refused: a job has that id, it is a child, the
            archive is damaged, or you said no.

            Example: nomad-ops gc restore -archive archive.sqlite ci/build-4711\
            """)
        .runs(invocation -> RestoreCommand.run(invocation, desk));
  }

  private static CommandSpec archive(Catalogue catalogue) {
    CommandSpec check =
        Leaf.of(
                "check",
                "Reads the whole archive: the database's own check, and the checksum of every row.",
                catalogue)
            .flag("json", "Prints JSON.")
            .footer(
                """

                Exit codes: 0 whole, 1 damaged (rows are named), 2 wrong usage, or there is no archive, 3 the
                database does not answer, 4 it is no archive, or of a newer release.\
                """)
            .runs(CheckCommand::run);
    return Commands.group("archive", "The archive of deleted jobs.", check);
  }
}
