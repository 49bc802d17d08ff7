package nomadops.gc.cli;

import nomadops.runtime.Signals;
import nomadops.runtime.cli.Keyboard;
import nomadops.runtime.cli.Leaf;
import picocli.CommandLine.Model.CommandSpec;

/// `gc bankrupt`: its options.
final class BankruptCommand {
  static final String CONFIRM = "confirm";
  static final String SNAPSHOT = "snapshot";
  static final String NO_SNAPSHOT = "no-snapshot";
  static final String FORCE = "force";
  static final String DRY_RUN = "dry-run";
  static final String RESUME = "resume-broker";
  static final String JSON = "json";

  private BankruptCommand() {}

  static CommandSpec spec(Clockwork time, Keyboard keyboard, Signals signals) {
    return Leaf.of(
            "bankrupt",
            "Gets a cluster out of bankruptcy: pauses scheduling, purges what is due at full speed, resumes.",
            GcSettings.CATALOGUE)
        .flag(DRY_RUN, "Looks at the cluster, shows what would be done, and changes nothing.")
        .option(
            SNAPSHOT, "file", "Saves a snapshot there first, verified; without it nothing is done.")
        .flag(NO_SNAPSHOT, "Goes without a snapshot: the purge cannot be undone then.")
        .option(CONFIRM, "name", "The cluster's name, for scripts; else it is asked for.")
        .flag(FORCE, "Goes on although this does not look like a bankruptcy.")
        .flag(RESUME, "Resumes the broker and does nothing else. Safe at any time.")
        .flag(JSON, "Prints the summary as JSON.")
        .footer(
            """

            Nothing is scheduled from the pause to the resumption. However it ends, the broker is resumed;
            after kill -9, start it again: it finds its record in Nomad and offers to go on or to resume.

            Exit codes: 0 done, 1 failed or broken off (the broker runs unless the last line says how to
            resume it), 2 wrong usage, 3 Nomad cannot be reached, 4 refused, nothing was done.

            Example: nomad-ops gc bankrupt -snapshot before.snap -audit-log purged.ndjson\
            """)
        .runs(invocation -> new BankruptRun(invocation, time, keyboard, signals).run());
  }
}
