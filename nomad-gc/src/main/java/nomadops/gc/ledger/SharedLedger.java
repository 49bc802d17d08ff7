package nomadops.gc.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import nomadops.client.model.JobKey;
import nomadops.gc.job.DeadJob;

/// The one ledger of a process, for many threads. Counts what it prevented.
public final class SharedLedger {
  private final Ledger ledger;
  private final AtomicLong prevented = new AtomicLong();

  public SharedLedger(Ledger ledger) {
    this.ledger = ledger;
  }

  public synchronized Admission admit(DeadJob job, long pageIndex, Instant now) {
    Admission admission = ledger.admit(job, pageIndex, now);
    boolean duplicate =
        switch (admission) {
          case Admission.InFlight _,
              Admission.AlreadyPurged _,
              Admission.PageTooStale _,
              Admission.Outdated _ ->
              true;
          case Admission.Admitted _,
              Admission.Waiting _,
              Admission.Parked _,
              Admission.Overloaded _ ->
              false;
        };
    if (duplicate) {
      prevented.incrementAndGet();
    }
    return admission;
  }

  public synchronized void settle(JobKey key, PurgeOutcome outcome, Instant now) {
    ledger.settle(key, outcome, now);
  }

  public synchronized void registered(JobKey key, long index) {
    ledger.registered(key, index);
  }

  public synchronized boolean seenBefore(JobKey key) {
    return ledger.seenBefore(key);
  }

  public synchronized void listCompleted() {
    ledger.listCompleted();
  }

  public synchronized int inFlight() {
    return ledger.inFlight();
  }

  public synchronized int parked() {
    return ledger.parked();
  }

  public synchronized int failing() {
    return ledger.failing();
  }

  public synchronized Optional<Instant> nextRetry() {
    return ledger.nextRetry();
  }

  /// Rows that would have been a second delete: in flight, purged already, or too stale to say.
  public long duplicatesPrevented() {
    return prevented.get();
  }
}
