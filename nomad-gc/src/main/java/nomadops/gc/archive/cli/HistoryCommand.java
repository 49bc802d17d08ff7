package nomadops.gc.archive.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nomadops.client.model.RawJson;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.archive.ArchiveUnavailable;
import nomadops.gc.archive.HistoryQuery;
import nomadops.gc.archive.HistoryRow;
import nomadops.runtime.ExitCode;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.ConfigException;
import nomadops.runtime.config.Glob;
import nomadops.runtime.log.Logs;

/// `gc history`.
final class HistoryCommand {
  private static final int ROWS = 40;
  private static final int JSON_ROWS = 1_000;
  private static final Set<String> OUTCOMES = Set.of("complete", "failed", "lost", "none");

  private HistoryCommand() {}

  static ExitCode run(Invocation invocation, ArchiveCommands.Desk desk) {
    Logs.setUp(
        invocation.settings(),
        invocation.around().err(),
        invocation.around().errTerminal().colour());
    Instant now = desk.wall().instant();
    Optional<String> id = invocation.option("id");
    try (ArchiveDatabase archive = ArchiveSettings.read(invocation.settings())) {
      if (id.isPresent()) {
        one(archive, invocation, id.get(), now);
      } else {
        refuseLoneOptions(invocation);
        many(archive, invocation, query(invocation, now));
      }
    } catch (ArchiveUnavailable e) {
      throw ArchiveSettings.told(invocation.settings(), e);
    }
    return ExitCode.DONE;
  }

  private static void refuseLoneOptions(Invocation invocation) {
    for (String option : List.of("spec", "version", "at")) {
      if (invocation.flag(option)) {
        throw ConfigException.of("command line", option, "belongs to one job", "give -id, too");
      }
    }
  }

  private static HistoryQuery query(Invocation invocation, Instant now) {
    int limit =
        Moment.number(invocation, "limit", 1)
            .map(count -> (int) Math.min(count, Integer.MAX_VALUE))
            .orElse(invocation.flag("json") ? JSON_ROWS : ROWS);
    return new HistoryQuery(
        invocation.option("job").map(Glob::new).orElse(Glob.ALL),
        invocation.settings().get(NomadSettings.NAMESPACE),
        invocation.option("parent").map(Glob::new),
        invocation.option("outcome").map(HistoryCommand::outcome),
        invocation.flag("all"),
        Moment.option(invocation, "since", now),
        Moment.option(invocation, "until", now),
        limit);
  }

  private static String outcome(String word) {
    if (!OUTCOMES.contains(word)) {
      throw ConfigException.of(
          "command line",
          "outcome",
          "\"" + word + "\" is none",
          "write complete, failed, lost or none");
    }
    return word;
  }

  private static void many(ArchiveDatabase archive, Invocation invocation, HistoryQuery query) {
    List<HistoryRow> rows = new ArrayList<>();
    long matched = archive.history(query, rows);
    if (invocation.flag("json")) {
      invocation.out().print("{\"jobs\":" + Shown.json(rows) + ",\"total\":" + matched + "}\n");
      return;
    }
    invocation.out().print(Shown.table(rows).text(invocation.around().outTerminal()));
    String what = query.pendingToo() ? " archived jobs" : " deleted jobs";
    String more = rows.size() < matched ? "; -limit shows more" : "";
    invocation.out().println(rows.size() + " of " + matched + what + more);
  }

  private static void one(ArchiveDatabase archive, Invocation invocation, String id, Instant now) {
    List<HistoryRow> versions = Found.versions(archive, invocation, id);
    HistoryRow chosen = Found.chosen(versions, invocation, now);
    if (invocation.flag("spec")) {
      archive.spec(chosen.version()).map(RawJson::text).ifPresent(invocation.out()::println);
      return;
    }
    RawJson facts = archive.facts(chosen.version()).orElseThrow();
    if (invocation.flag("json")) {
      invocation
          .out()
          .print("{\"versions\":" + Shown.json(versions) + ",\"facts\":" + facts.text() + "}\n");
      return;
    }
    invocation.out().print(Shown.table(versions).text(invocation.around().outTerminal()));
    invocation.out().println();
    invocation.out().print(FactsText.of(chosen, facts, invocation.around().outTerminal()));
  }
}
