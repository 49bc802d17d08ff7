package nomadops.gc.gather;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import nomadops.client.model.JobKey;
import nomadops.client.time.Ticker;
import nomadops.gc.archive.ArchivedJob;
import nomadops.gc.purge.Candidate;
import nomadops.gc.purge.FreshJob;
import nomadops.gc.purge.Keeping;

/// Which versions are safe in the archive, so that their jobs may be deleted: bounded by what waits
/// for the purger.
///
/// A commit is believed for [#FRESH], and only while the connection stands that it went over: a
/// file may have been replaced since, a database may have failed over, and another replica's upkeep
/// removes rows whose jobs stay. Whatever is not believed any more is archived again.
final class Committed implements Keeping {
  static final Duration FRESH = Duration.ofMinutes(5);

  private record Version(long modifyIndex, long jobModifyIndex, long at, long generation) {}

  private final Map<JobKey, Version> versions = new ConcurrentHashMap<>();
  private final Ticker ticker;
  private volatile long generation;

  Committed(Ticker ticker) {
    this.ticker = ticker;
  }

  /// What was committed over an earlier connection is not believed from now on.
  void over(long connection) {
    generation = connection;
  }

  void add(ArchivedJob job, long connection) {
    versions.put(
        job.version().job(),
        new Version(job.version().modifyIndex(), job.jobModifyIndex(), ticker.nanos(), connection));
  }

  void forget(JobKey key) {
    versions.remove(key);
  }

  boolean knows(JobKey key) {
    return versions.containsKey(key);
  }

  @Override
  public boolean holds(Candidate candidate, FreshJob job) {
    Version kept = versions.get(candidate.job().key());
    return kept != null
        && kept.modifyIndex() == job.modifyIndex()
        && kept.jobModifyIndex() == job.jobModifyIndex()
        && kept.generation() == generation
        && ticker.nanos() - kept.at() < FRESH.toNanos();
  }
}
