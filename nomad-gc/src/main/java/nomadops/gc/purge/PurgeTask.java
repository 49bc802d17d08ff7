package nomadops.gc.purge;

import java.time.Duration;
import java.time.InstantSource;
import nomadops.client.model.JobKey;
import nomadops.client.time.Pause;
import nomadops.client.time.Ticker;
import nomadops.gc.job.DeadJob;
import nomadops.gc.policy.Question;
import nomadops.gc.purge.PurgeAttempt.Ask;
import nomadops.gc.purge.PurgeAttempt.AwaitEval;
import nomadops.gc.purge.PurgeAttempt.Delete;
import nomadops.gc.purge.PurgeAttempt.Done;
import nomadops.gc.purge.PurgeAttempt.Recheck;
import nomadops.runtime.audit.AuditUnavailable;

/// Carries one [PurgeAttempt] through to its end. The only place from which a DELETE is sent.
///
/// Order of a delete: fence, archive asked, audit line, fence again (writing may have taken long),
/// compensation told, DELETE. Once the DELETE is sent an interrupt no longer ends the attempt: its
/// outcome must be known to the ledger.
final class PurgeTask {
  /// After so long nobody waits for an evaluation any more; the purge itself is done.
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final int WATCH_FAULTS = 5;

  private final PurgeTarget target;
  private final NewerRuns newer;
  private final Fence fence;
  private final Trail trail;
  private final Compensator compensator;
  private final Keeping keeping;
  private final IndexWitness dates;
  private final Strain gate;
  private final InstantSource clock;
  private final Ticker ticker;
  private final Pause pause;

  PurgeTask(PurgeTarget target, Purger.Surroundings around, Strain gate) {
    this.target = target;
    this.newer = new NewerRuns(target, around.ticker());
    this.fence = around.fence();
    this.trail = around.trail();
    this.compensator = around.compensator();
    this.keeping = around.keeping();
    this.dates = around.dates();
    this.gate = gate;
    this.clock = around.clock();
    this.ticker = around.ticker();
    this.pause = around.pause();
  }

  /// How an attempt went.
  ///
  /// @param latencyNanos from sending the DELETE to the end of its evaluation; negative if that was
  ///   not seen
  /// @param intended whether the audit log was told of a DELETE
  record Result(Done done, long latencyNanos, boolean intended) {}

  /// Only reads the job. What comes of it is for [#run(PurgeAttempt)], soon.
  PurgeAttempt recheck(Candidate candidate) {
    PurgeAttempt start = PurgeSteps.start(candidate);
    PurgeFact fact = perform(start, 0);
    if (fact instanceof PurgeFact.Fault fault) {
      report(fault);
    }
    return PurgeSteps.next(start, fact, clock.instant());
  }

  Result run(Candidate candidate) {
    return run(PurgeSteps.start(candidate));
  }

  Result run(PurgeAttempt from) {
    PurgeAttempt state = from;
    long sent = 0;
    int watchFaults = 0;
    boolean intended = false;
    while (true) {
      if (state instanceof Done done) {
        return new Result(done, done.measured() ? ticker.nanos() - sent : -1, intended);
      }
      if (state instanceof Delete) {
        sent = ticker.nanos();
        intended = true;
      }
      PurgeFact fact = perform(state, sent);
      if (fact instanceof PurgeFact.Fault fault) {
        report(fault);
        if (state instanceof AwaitEval && fault.strains() && ++watchFaults < WATCH_FAULTS) {
          fact = rest(watchFaults);
        }
      }
      state = PurgeSteps.next(state, fact, clock.instant());
    }
  }

  private PurgeFact perform(PurgeAttempt state, long sent) {
    JobKey key = state.candidate().job().key();
    try {
      return switch (state) {
        case Recheck _ when !fence.held() -> new PurgeFact.Withdrawn("leadership lost");
        case Recheck _ -> target.read(key);
        case Ask ask -> asked(ask);
        case Delete delete -> delete(delete);
        case AwaitEval _ when ticker.nanos() - sent > PATIENCE.toNanos() ->
            new PurgeFact.WatchEnded(
                "its evaluation did not end within " + PATIENCE.toMinutes() + " minutes");
        case AwaitEval await -> target.awaitEval(key, await.evalId(), await.purgeIndex());
        case Done done -> throw new IllegalStateException("nothing to do after " + done);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new PurgeFact.Withdrawn("the process is stopping");
    }
  }

  private PurgeFact asked(Ask state) throws InterruptedException {
    DeadJob job = state.candidate().job();
    PurgeFact fact = target.details(job, state.open());
    if (fact instanceof PurgeFact.Details details
        && details.lastActivity().isAfter(job.submitTime())) {
      dates.saw(job.lastActivityIndex(), details.lastActivity(), clock.instant());
    }
    if (fact instanceof PurgeFact.Details && state.open().contains(Question.NEWER_RUNS)) {
      return newer.objection(state.candidate().verdict().newer()).orElse(fact);
    }
    return fact;
  }

  private PurgeFact delete(Delete state) throws InterruptedException {
    if (!fence.held()) {
      return new PurgeFact.Withdrawn("leadership lost");
    }
    if (!keeping.holds(state.candidate(), state.job())) {
      return new PurgeFact.Withdrawn("the archive does not hold this version of it any more");
    }
    try {
      trail.intend(state.candidate(), state.job());
    } catch (AuditUnavailable e) {
      return new PurgeFact.Withdrawn(String.valueOf(e.getMessage()));
    }
    if (!fence.held() || Thread.currentThread().isInterrupted()) {
      return new PurgeFact.Withdrawn("leadership lost, or the process is stopping");
    }
    compensator.deleting(state.candidate(), state.job());
    return target.delete(state.candidate().job().key());
  }

  private void report(PurgeFact.Fault fault) {
    if (fault.forbidden()) {
      gate.forbidden();
    }
    if (fault.strains()) {
      gate.fault(fault.retryAfter());
    }
  }

  private PurgeFact rest(int faults) {
    try {
      pause.sleep(Duration.ofMillis(200L << faults));
      return new PurgeFact.EvalSeen("pending");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new PurgeFact.WatchEnded("the process is stopping");
    }
  }
}
