package nomadops.gc.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.client.model.JobKey;
import nomadops.gc.job.DeadJob;

/// Exactly one delete per job version.
///
/// - A job that is in flight is never admitted again.
/// - A purge leaves a tombstone with its Raft index: a row that cannot know of the purge (its
///   indexes are not above the purge's) never resurrects the job, however stale the list is. A row
///   above it is a new registration under a used id.
/// - A failed attempt waits, twice as long each time, and is parked after the last one. A parked
///   job is tried again only when it changes. When too many jobs are in trouble, nothing more is
///   admitted: the fault is not theirs.
/// - Memory is bounded: the oldest tombstones give way to a *floor*, below which a whole page of a
///   list is refused; troubles that two full rounds of lists did not show are dropped, since the
///   job is gone.
///
/// Not thread-safe: its owner serialises access. No I/O, no clock.
public final class Ledger {
  private final LedgerLimits limits;
  private final Map<JobKey, DeadJob> inFlight = new HashMap<>();
  private final LinkedHashMap<JobKey, Long> tombstones = new LinkedHashMap<>();
  private final LinkedHashMap<JobKey, Boolean> reused = new LinkedHashMap<>();
  private final Map<JobKey, Trouble> troubles = new HashMap<>();
  private long floor;
  private long round;
  private int parked;
  private int failing;

  public Ledger(LedgerLimits limits) {
    this.limits = limits;
  }

  /// Asks to delete a job.
  ///
  /// @param pageIndex X-Nomad-Index of the list page that the row came from
  public Admission admit(DeadJob job, long pageIndex, Instant now) {
    JobKey key = job.key();
    if (inFlight.containsKey(key)) {
      return new Admission.InFlight();
    }
    Long purged = tombstones.get(key);
    if (purged != null && job.modifyIndex() <= purged) {
      return new Admission.AlreadyPurged(purged);
    }
    if (pageIndex < floor) {
      return new Admission.PageTooStale(floor);
    }
    if (purged != null) {
      remember(key);
    }
    Trouble trouble = troubles.get(key);
    if (trouble != null && job.modifyIndex() > trouble.modifyIndex()) {
      trouble = new Trouble(job.modifyIndex(), 0, now, false, "", round);
      put(key, trouble);
    }
    if (trouble != null && job.modifyIndex() < trouble.modifyIndex()) {
      return new Admission.Outdated(trouble.modifyIndex());
    }
    if (trouble != null) {
      troubles.put(key, trouble.seenIn(round));
      if (trouble.parked()) {
        return new Admission.Parked(trouble.failures(), trouble.why());
      }
      if (now.isBefore(trouble.until())) {
        return new Admission.Waiting(trouble.until(), trouble.failures());
      }
    } else if (failing >= limits.troubles()) {
      return new Admission.Overloaded(failing);
    }
    inFlight.put(key, job);
    return new Admission.Admitted();
  }

  /// Ends an attempt. The job must be in flight.
  public void settle(JobKey key, PurgeOutcome outcome, Instant now) {
    DeadJob job = inFlight.remove(key);
    if (job == null) {
      throw new IllegalStateException("settled but not in flight: " + key);
    }
    switch (outcome) {
      case PurgeOutcome.Purged(long purgeIndex, String _) -> bury(key, purgeIndex);
      case PurgeOutcome.AlreadyGone(long knownAt) ->
          bury(key, Math.max(knownAt, job.modifyIndex()));
      case PurgeOutcome.Refused(int status, String why) ->
          failed(job, why + " (status " + status + ")", now, false);
      case PurgeOutcome.Unknown(String why) -> failed(job, why, now, true);
      case PurgeOutcome.Deferred(String why, Instant until) -> putOff(job, why, until);
      case PurgeOutcome.Changed _, PurgeOutcome.Abandoned _ -> {}
    }
  }

  /// A registration was seen (event stream, or a row above a tombstone): the id is one that comes
  /// back.
  public void registered(JobKey key, long index) {
    Long purged = tombstones.get(key);
    if (purged != null && index > purged) {
      remember(key);
    }
  }

  /// True of ids that were purged or registered before: a job that now stands under one came back.
  public boolean seenBefore(JobKey key) {
    return reused.containsKey(key) || tombstones.containsKey(key);
  }

  public boolean isInFlight(JobKey key) {
    return inFlight.containsKey(key);
  }

  /// A complete list has been read. A job in trouble that it did not show, although the trouble was
  /// older than the list, is gone: a list may be stale, but then it shows too much of what was
  /// deleted and not too little.
  public void listCompleted() {
    List<JobKey> gone =
        troubles.entrySet().stream()
            .filter(
                entry -> entry.getValue().round() < round && !inFlight.containsKey(entry.getKey()))
            .map(Map.Entry::getKey)
            .toList();
    gone.forEach(this::clear);
    round++;
  }

  public int inFlight() {
    return inFlight.size();
  }

  public int parked() {
    return parked;
  }

  /// Jobs with at least one failed attempt, parked ones included.
  public int failing() {
    return failing;
  }

  /// When the first of the failed jobs that are not parked may be tried again.
  public Optional<Instant> nextRetry() {
    return troubles.values().stream()
        .filter(t -> t.failures() > 0 && !t.parked())
        .map(Trouble::until)
        .min(Instant::compareTo);
  }

  /// How many entries are held in all: for the bound on memory.
  public int size() {
    return inFlight.size() + tombstones.size() + reused.size() + troubles.size();
  }

  private void bury(JobKey key, long index) {
    clear(key);
    tombstones.remove(key);
    tombstones.put(key, index);
    if (tombstones.size() > limits.tombstones()) {
      floor = Math.max(floor, tombstones.pollFirstEntry().getValue());
    }
  }

  private void failed(DeadJob job, String why, Instant now, boolean maybeApplied) {
    int failures = failures(job.key()) + 1;
    boolean park = failures >= limits.maxAttempts();
    Instant until = now.plus(limits.backoff(failures));
    Instant settled = now.plus(limits.settle());
    Instant wait = maybeApplied && settled.isAfter(until) ? settled : until;
    put(job.key(), new Trouble(job.modifyIndex(), failures, wait, park, why, round));
  }

  private int failures(JobKey key) {
    Trouble before = troubles.get(key);
    return before == null ? 0 : before.failures();
  }

  /// Without room the job is simply asked again at the next list: that costs a read, never a
  /// delete.
  private void putOff(DeadJob job, String why, Instant until) {
    int failures = failures(job.key());
    clear(job.key());
    if (failures > 0 || troubles.size() - failing < limits.troubles()) {
      put(job.key(), new Trouble(job.modifyIndex(), failures, until, false, why, round));
    }
  }

  private void put(JobKey key, Trouble trouble) {
    clear(key);
    troubles.put(key, trouble);
    count(trouble, 1);
  }

  private void clear(JobKey key) {
    Trouble before = troubles.remove(key);
    if (before != null) {
      count(before, -1);
    }
  }

  private void count(Trouble trouble, int by) {
    parked += trouble.parked() ? by : 0;
    failing += trouble.failures() > 0 ? by : 0;
  }

  private void remember(JobKey key) {
    reused.remove(key);
    reused.put(key, true);
    if (reused.size() > limits.reused()) {
      reused.pollFirstEntry();
    }
  }
}
