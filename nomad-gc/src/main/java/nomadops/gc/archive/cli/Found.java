package nomadops.gc.archive.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nomadops.client.model.JobKey;
import nomadops.gc.archive.ArchiveDatabase;
import nomadops.gc.archive.HistoryQuery;
import nomadops.gc.archive.HistoryRow;
import nomadops.runtime.cli.Invocation;
import nomadops.runtime.cli.NomadSettings;
import nomadops.runtime.config.ConfigException;

/// One job of the archive by what a user calls it: `id`, or `namespace/id`. Ids may hold slashes
/// themselves, so both readings are tried.
final class Found {
  private Found() {}

  /// Every archived version, newest first.
  ///
  /// @throws ConfigException when there is none, or more than one job is called so
  static List<HistoryRow> versions(ArchiveDatabase archive, Invocation invocation, String named) {
    String namespace = invocation.settings().get(NomadSettings.NAMESPACE);
    List<HistoryRow> rows = new ArrayList<>();
    archive.history(HistoryQuery.ofJob(namespace, named), rows);
    int slash = named.indexOf('/');
    if (slash > 0 && slash < named.length() - 1) {
      archive.history(
          HistoryQuery.ofJob(named.substring(0, slash), named.substring(slash + 1)), rows);
    }
    List<JobKey> jobs = rows.stream().map(row -> row.version().job()).distinct().toList();
    if (jobs.isEmpty()) {
      throw ConfigException.of(
          "command line",
          "",
          "\"" + named + "\" is not in the archive " + archive.name(),
          "gc history -job '" + named + "*' -all shows what is");
    }
    if (jobs.size() > 1) {
      throw ConfigException.of(
          "command line",
          "",
          "several jobs are called \"" + named + "\"",
          "say which: " + jobs.stream().map(JobKey::toString).collect(Collectors.joining(", ")));
    }
    return rows;
  }

  /// The version that is meant: the newest, or the newest of a number or of a time.
  static HistoryRow chosen(List<HistoryRow> versions, Invocation invocation, Instant now) {
    Optional<Long> number = Moment.number(invocation, "version", 0);
    Optional<Instant> at = Moment.option(invocation, "at", now);
    return versions.stream()
        .filter(row -> number.map(n -> row.jobVersion() == n).orElse(true))
        .filter(row -> at.map(time -> !row.submitted().isAfter(time)).orElse(true))
        .findFirst()
        .orElseThrow(() ->
            ConfigException.of(
                "command line",
                number.isPresent() ? "version" : "at",
                "no such version of " + versions.getFirst().version().job() + " is in the archive",
                "there is "
                    + versions.stream()
                        .map(row ->
                            "version " + row.jobVersion() + " of " + Shown.time(row.submitted()))
                        .collect(Collectors.joining(", "))));
  }
}
