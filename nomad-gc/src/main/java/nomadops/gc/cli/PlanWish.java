package nomadops.gc.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.config.ConfigException;

/// What `gc plan` was asked for on its command line, beside the settings.
///
/// @param rules judged by in place of the file of `-config`
/// @param diff whether the two are compared
/// @param exitCode whether a difference has an exit code of its own
/// @param recorded a list in place of a cluster
/// @param at when the recorded list is judged; empty for when its file was written
/// @param record where the list is to be written
record PlanWish(
    Optional<Path> rules,
    boolean diff,
    boolean exitCode,
    Optional<Path> recorded,
    Optional<Instant> at,
    Optional<Path> record) {

  /// Reads it.
  ///
  /// @throws ConfigException for options that do not go together
  static PlanWish of(Invocation invocation) {
    PlanWish wish =
        new PlanWish(
            invocation.option("rules").map(Path::of),
            invocation.flag("diff"),
            invocation.flag("exit-code"),
            invocation.option("recorded").map(Path::of),
            invocation.option("at").map(PlanWish::time),
            invocation.option("record").map(Path::of));
    require(!wish.diff || wish.rules.isPresent(), "diff", "give -rules=<file>, too");
    require(!wish.exitCode || wish.diff, "exit-code", "give -diff and -rules=<file>, too");
    require(wish.at.isEmpty() || wish.recorded.isPresent(), "at", "give -recorded=<file>, too");
    require(
        wish.record.isEmpty() || (wish.recorded.isEmpty() && wish.rules.isEmpty()),
        "record",
        "it only writes the list: leave -recorded, -rules and -diff out");
    if (wish.recorded.isPresent() && !invocation.settings().get(GcSettings.FILTER).isBlank()) {
      throw ConfigException.of(
          "plan",
          "filter",
          "only Nomad can apply it, and a recorded list is judged without Nomad",
          "record with -filter instead");
    }
    return wish;
  }

  private static void require(boolean holds, String option, String hint) {
    if (!holds) {
      throw ConfigException.of("flag --" + option, option, "means nothing here", hint);
    }
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException _) {
      throw ConfigException.of(
          "flag --at", "at", "\"" + text + "\" is not a time", "write e.g. 2026-11-22T12:00:00Z");
    }
  }
}
