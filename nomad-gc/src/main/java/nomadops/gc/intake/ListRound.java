package nomadops.gc.intake;

import java.time.Instant;
import nomadops.gc.job.DeadJob;
import nomadops.gc.ledger.Admission;
import nomadops.gc.ledger.SharedLedger;
import nomadops.gc.policy.LastRuns;
import nomadops.gc.policy.Verdict;
import nomadops.gc.purge.Candidate;

/// One walk through the list: every row dates an index, is judged and counted; what is due goes to
/// the sink, what falls due soon is remembered, and nothing else is.
final class ListRound {
  /// Takes a candidate, and waits while there is no room.
  @FunctionalInterface
  interface Sink {
    void take(Candidate candidate) throws InterruptedException;
  }

  final Census census = new Census();
  final DueSoon dueSoon;
  final LastRuns runs;
  private final Judge judge;
  private final SharedLedger ledger;
  private final Sink sink;
  private long overloaded;

  ListRound(Judge judge, SharedLedger ledger, Sink sink, int room) {
    this.judge = judge;
    this.ledger = ledger;
    this.sink = sink;
    this.dueSoon = new DueSoon(room);
    this.runs = judge.counting();
  }

  void page(JobList.Page page, Instant now) throws InterruptedException {
    for (DeadJob job : page.jobs()) {
      judge.saw(job.jobModifyIndex(), job.submitTime(), now);
    }
    for (DeadJob job : page.jobs()) {
      runs.add(job);
      Verdict verdict = judge.judge(job, now);
      census.add(verdict);
      weigh(job, verdict, page.index(), now);
    }
  }

  /// The list is complete: what it showed of the last runs holds from now on.
  void complete() {
    judge.counted(runs);
  }

  /// Judges a job anew that fell due between two lists.
  void again(DueSoon.Due due, Instant now) throws InterruptedException {
    weigh(due.job(), judge.judge(due.job(), now), due.pageIndex(), now);
  }

  private void weigh(DeadJob job, Verdict verdict, long pageIndex, Instant now)
      throws InterruptedException {
    switch (verdict) {
      case Verdict.Purge purge -> offer(new Candidate(job, purge, pageIndex), now);
      case Verdict.Keep keep -> dueSoon.add(new DueSoon.Due(job, pageIndex, keep.until()));
      case Verdict.KeepLastRuns _, Verdict.KeepForever _, Verdict.Ineligible _ -> {}
    }
  }

  private void offer(Candidate candidate, Instant now) throws InterruptedException {
    DeadJob job = candidate.job();
    switch (ledger.admit(job, candidate.pageIndex(), now)) {
      case Admission.Admitted _ -> sink.take(candidate);
      case Admission.Waiting(Instant until, int _) ->
          dueSoon.add(new DueSoon.Due(job, candidate.pageIndex(), until));
      case Admission.Overloaded _ -> overloaded++;
      case Admission.InFlight _,
          Admission.AlreadyPurged _,
          Admission.PageTooStale _,
          Admission.Outdated _,
          Admission.Parked _ -> {}
    }
  }

  /// Rows that were refused because too many jobs fail.
  long overloaded() {
    return overloaded;
  }
}
