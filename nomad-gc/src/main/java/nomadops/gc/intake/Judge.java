package nomadops.gc.intake;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import nomadops.gc.job.DeadJob;
import nomadops.gc.ledger.SharedLedger;
import nomadops.gc.policy.IndexTimes;
import nomadops.gc.policy.LastRuns;
import nomadops.gc.policy.RetentionPolicy;
import nomadops.gc.policy.Verdict;

/// The policy in force, with what it needs to know besides the row. For many threads.
public final class Judge {
  private final IndexTimes times = new IndexTimes();
  private final SharedLedger ledger;
  private final Consumer<Instant> witness;
  private RetentionPolicy policy;
  private LastRuns runs;
  private boolean counted;

  /// The first policy.
  ///
  /// @param witness hears every time that Nomad stamped
  public Judge(RetentionPolicy policy, SharedLedger ledger, Consumer<Instant> witness) {
    this.policy = policy;
    this.runs = LastRuns.unknown(policy);
    this.ledger = ledger;
    this.witness = witness;
  }

  public synchronized Verdict judge(DeadJob job, Instant now) {
    return policy.judge(job, times, runs, ledger::seenBefore, now);
  }

  /// Raft has reached `index` by now.
  synchronized void reached(long index, Instant now) {
    times.reached(index, now, now);
  }

  /// Nomad stamped `index` with `time`.
  public synchronized void saw(long index, Instant time, Instant now) {
    witness.accept(time);
    times.stamped(index, time, now);
  }

  /// From now on another policy holds.
  public synchronized void follow(RetentionPolicy next) {
    policy = next;
    runs = LastRuns.unknown(next);
    counted = false;
  }

  /// True if a list must be counted before the policy can tell anything about the last runs.
  synchronized boolean mustCount() {
    return policy.countsRuns() && !counted;
  }

  /// To be filled from a complete list, for [#counted].
  synchronized LastRuns counting() {
    return LastRuns.counting(policy, LastRuns.ROOM);
  }

  /// A complete list was counted. One that was begun under other rules says nothing.
  synchronized void counted(LastRuns complete) {
    if (complete.isBy(policy)) {
      runs = complete;
      counted = true;
    }
  }

  /// When a job that dies now may fall due, at the earliest; empty if never.
  synchronized Optional<Instant> soonest(DeadJob job, Instant now) {
    return policy.soonest(job).map(now::plus);
  }

  /// The last runs as they are known.
  public synchronized LastRuns lastRuns() {
    return runs;
  }

  synchronized Set<String> metaKeys() {
    return policy.metaKeys();
  }
}
