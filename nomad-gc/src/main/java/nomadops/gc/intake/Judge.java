package nomadops.gc.intake;

import java.time.Instant;
import java.util.Set;
import nomadops.gc.job.DeadJob;
import nomadops.gc.ledger.SharedLedger;
import nomadops.gc.policy.IndexTimes;
import nomadops.gc.policy.RetentionPolicy;
import nomadops.gc.policy.Verdict;

/// The policy in force, with what it needs to know besides the row. For many threads.
public final class Judge {
  private final IndexTimes times = new IndexTimes();
  private final SharedLedger ledger;
  private RetentionPolicy policy;

  public Judge(RetentionPolicy policy, SharedLedger ledger) {
    this.policy = policy;
    this.ledger = ledger;
  }

  public synchronized Verdict judge(DeadJob job, Instant now) {
    return policy.judge(job, times, ledger::seenBefore, now);
  }

  /// Raft reached `index` at about `time`.
  public synchronized void saw(long index, Instant time, Instant now) {
    times.observe(index, time, now);
  }

  /// From now on another policy holds.
  public synchronized void follow(RetentionPolicy next) {
    policy = next;
  }

  synchronized Set<String> metaKeys() {
    return policy.metaKeys();
  }
}
