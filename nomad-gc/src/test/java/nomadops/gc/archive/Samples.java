package nomadops.gc.archive;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nomadops.client.model.JobKey;
import nomadops.client.model.RawJson;
import nomadops.gc.archive.ArchivedJob.VersionKey;
import nomadops.runtime.config.Glob;

/// Jobs as a collector hands them to the archive.
public final class Samples {
  public static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

  private Samples() {}

  public static ArchivedJob job(String id, long modifyIndex) {
    return job(id, "", "complete", modifyIndex, NOW);
  }

  public static ArchivedJob job(
      String id, String parent, String outcome, long modifyIndex, Instant archived) {
    return new ArchivedJob(
        new VersionKey(new JobKey("default", id), modifyIndex),
        5,
        modifyIndex - 1,
        0,
        parent,
        "batch",
        outcome,
        "the default",
        archived.minus(Duration.ofHours(5)),
        archived,
        RawJson.of("{\"ID\":\"" + id + "\",\"Meta\":{\"text\":\"Grüße 🌍\"}}"),
        RawJson.of("{\"evals\":[]}"));
  }

  public static HistoryQuery all() {
    return query(Glob.ALL, 100_000);
  }

  static HistoryQuery query(Glob job, int limit) {
    return new HistoryQuery(
        job,
        "*",
        java.util.Optional.empty(),
        java.util.Optional.empty(),
        true,
        java.util.Optional.empty(),
        java.util.Optional.empty(),
        limit);
  }

  public static List<HistoryRow> rows(ArchiveDatabase archive, HistoryQuery query) {
    List<HistoryRow> rows = new java.util.ArrayList<>();
    archive.history(query, rows);
    return rows;
  }
}
