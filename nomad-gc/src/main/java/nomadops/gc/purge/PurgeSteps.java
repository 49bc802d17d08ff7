package nomadops.gc.purge;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import nomadops.gc.job.DeadJob;
import nomadops.gc.ledger.PurgeOutcome;
import nomadops.gc.policy.Question;
import nomadops.gc.purge.PurgeAttempt.Ask;
import nomadops.gc.purge.PurgeAttempt.AwaitEval;
import nomadops.gc.purge.PurgeAttempt.Delete;
import nomadops.gc.purge.PurgeAttempt.Done;
import nomadops.gc.purge.PurgeAttempt.Recheck;
import nomadops.gc.purge.PurgeFact.Details;
import nomadops.gc.purge.PurgeFact.EvalGone;
import nomadops.gc.purge.PurgeFact.EvalSeen;
import nomadops.gc.purge.PurgeFact.Fault;
import nomadops.gc.purge.PurgeFact.JobFound;
import nomadops.gc.purge.PurgeFact.JobMissing;
import nomadops.gc.purge.PurgeFact.NewerRunGone;
import nomadops.gc.purge.PurgeFact.Reach;
import nomadops.gc.purge.PurgeFact.Receipt;
import nomadops.gc.purge.PurgeFact.WatchEnded;
import nomadops.gc.purge.PurgeFact.Withdrawn;
import nomadops.runtime.config.Durations;

/// The transitions of a [PurgeAttempt]. Pure. A fact that cannot answer the state is a bug of the
/// caller and throws.
public final class PurgeSteps {
  /// When a job that still has something alive is asked again.
  static final Duration ASK_AGAIN = Duration.ofMinutes(5);

  /// A tag says that somebody wants to keep the job; nothing else will change that soon.
  static final Duration TAG_ASK_AGAIN = Duration.ofHours(1);

  /// A service job that is scaled down is somebody's, and stays so until it changes.
  static final Duration WANTED_ASK_AGAIN = Duration.ofHours(1);

  private PurgeSteps() {}

  public static PurgeAttempt start(Candidate candidate) {
    return new Recheck(candidate);
  }

  public static PurgeAttempt next(PurgeAttempt state, PurgeFact fact, Instant now) {
    return switch (state) {
      case Recheck recheck -> rechecked(recheck, fact, now);
      case Ask ask -> asked(ask, fact, now);
      case Delete delete -> deleted(delete, fact);
      case AwaitEval await -> awaited(await, fact);
      case Done _ -> throw wrong(state, fact);
    };
  }

  private static PurgeAttempt rechecked(Recheck state, PurgeFact fact, Instant now) {
    return switch (fact) {
      case JobMissing(long index) -> done(state, new PurgeOutcome.AlreadyGone(index));
      case JobFound(FreshJob job) -> compared(state, job, now);
      case Fault fault -> done(state, readFailed(fault));
      case Withdrawn(String why) -> done(state, new PurgeOutcome.Abandoned(why));
      case Details _, NewerRunGone _, Receipt _, EvalSeen _, EvalGone _, WatchEnded _ ->
          throw wrong(state, fact);
    };
  }

  private static PurgeAttempt compared(Recheck state, FreshJob fresh, Instant now) {
    DeadJob listed = state.candidate().job();
    if (!fresh.status().equals("dead")) {
      return changed(state, "its status is \"" + fresh.status() + "\" now");
    }
    if (fresh.jobModifyIndex() != listed.jobModifyIndex()) {
      return changed(state, "it was registered or stopped at index " + fresh.jobModifyIndex());
    }
    if (fresh.modifyIndex() != listed.modifyIndex() || fresh.stop() != listed.stop()) {
      return changed(state, "it changed at index " + fresh.modifyIndex());
    }
    if (fresh.tagged()) {
      return done(
          state, new PurgeOutcome.Deferred("its version is tagged", now.plus(TAG_ASK_AGAIN)));
    }
    Set<Question> open = EnumSet.noneOf(Question.class);
    open.addAll(state.candidate().verdict().open());
    if (fresh.version() > 0) {
      open.add(Question.VERSION_TAGS);
    }
    return open.isEmpty()
        ? new Delete(state.candidate(), fresh)
        : new Ask(state.candidate(), fresh, open);
  }

  private static PurgeAttempt asked(Ask state, PurgeFact fact, Instant now) {
    return switch (fact) {
      case Details details -> weighed(state, details, now);
      case NewerRunGone(var run) ->
          done(
              state,
              new PurgeOutcome.Deferred(
                  "the newer run " + run + " is gone or was changed", now.plus(ASK_AGAIN)));
      case Fault fault -> done(state, readFailed(fault));
      case Withdrawn(String why) -> done(state, new PurgeOutcome.Abandoned(why));
      case JobMissing _, JobFound _, Receipt _, EvalSeen _, EvalGone _, WatchEnded _ ->
          throw wrong(state, fact);
    };
  }

  private static PurgeAttempt weighed(Ask state, Details details, Instant now) {
    if (details.liveAllocs() > 0) {
      String why = details.liveAllocs() + " of its allocations still run on a client";
      return done(state, new PurgeOutcome.Deferred(why, now.plus(ASK_AGAIN)));
    }
    if (details.openEvals() > 0) {
      String why = details.openEvals() + " of its evaluations are not finished";
      return done(state, new PurgeOutcome.Deferred(why, now.plus(ASK_AGAIN)));
    }
    if (!details.wanted().isEmpty()) {
      return done(state, new PurgeOutcome.Deferred(details.wanted(), now.plus(WANTED_ASK_AGAIN)));
    }
    if (details.olderVersionTagged()) {
      return done(
          state,
          new PurgeOutcome.Deferred(
              "one of its older versions is tagged", now.plus(TAG_ASK_AGAIN)));
    }
    Duration keepFor = state.candidate().verdict().keepFor();
    Instant due = details.lastActivity().plus(keepFor);
    if (state.open().contains(Question.LAST_ACTIVITY) && due.isAfter(now)) {
      String why = "its last activity was less than " + Durations.text(keepFor) + " ago";
      return done(state, new PurgeOutcome.Deferred(why, due));
    }
    return new Delete(state.candidate(), state.job());
  }

  private static PurgeAttempt deleted(Delete state, PurgeFact fact) {
    return switch (fact) {
      case Receipt(String evalId, long index) when evalId.isEmpty() && index == 0 ->
          done(state, new PurgeOutcome.AlreadyGone(state.job().readIndex()));
      case Receipt(String evalId, long index) when evalId.isEmpty() ->
          done(state, new PurgeOutcome.Purged(index, ""));
      case Receipt(String evalId, long index) -> new AwaitEval(state.candidate(), index, evalId);
      case Fault fault -> done(state, deleteFailed(fault));
      case Withdrawn(String why) -> done(state, new PurgeOutcome.Abandoned(why));
      case JobMissing _,
          JobFound _,
          Details _,
          NewerRunGone _,
          EvalSeen _,
          EvalGone _,
          WatchEnded _ ->
          throw wrong(state, fact);
    };
  }

  /// The job is deleted whatever becomes of the watch.
  private static PurgeAttempt awaited(AwaitEval state, PurgeFact fact) {
    PurgeOutcome purged = new PurgeOutcome.Purged(state.purgeIndex(), state.evalId());
    return switch (fact) {
      case EvalSeen(String status) when status.equals("pending") -> state;
      case EvalSeen _, EvalGone _ -> new Done(state.candidate(), purged, true);
      case WatchEnded _, Fault _, Withdrawn _ -> new Done(state.candidate(), purged, false);
      case JobMissing _, JobFound _, Details _, NewerRunGone _, Receipt _ ->
          throw wrong(state, fact);
    };
  }

  /// A read that fails says nothing about the job: it is left for the next list, without a mark
  /// against it. Only a refusal that will not change by itself (4xx other than 429) is.
  private static PurgeOutcome readFailed(Fault fault) {
    return refusal(fault)
        ? new PurgeOutcome.Refused(fault.status(), fault.text())
        : new PurgeOutcome.Abandoned(fault.text());
  }

  /// A 5xx answer is not proof that nothing happened: "leadership lost while committing log" may
  /// have been committed.
  private static PurgeOutcome deleteFailed(Fault fault) {
    if (refusal(fault)) {
      return new PurgeOutcome.Refused(fault.status(), fault.text());
    }
    boolean untouched =
        fault.reach() == Reach.NOT_SENT || fault.status() == 429 || fault.forbidden();
    return untouched
        ? new PurgeOutcome.Abandoned(fault.text())
        : new PurgeOutcome.Unknown(fault.text());
  }

  private static boolean refusal(Fault fault) {
    boolean client = fault.status() >= 400 && fault.status() < 500;
    return fault.reach() == Reach.ANSWERED && client && fault.status() != 429 && !fault.forbidden();
  }

  private static Done changed(PurgeAttempt state, String what) {
    return done(state, new PurgeOutcome.Changed(what));
  }

  private static Done done(PurgeAttempt state, PurgeOutcome outcome) {
    return new Done(state.candidate(), outcome, false);
  }

  private static IllegalStateException wrong(PurgeAttempt state, PurgeFact fact) {
    return new IllegalStateException(fact + " does not answer " + state);
  }
}
