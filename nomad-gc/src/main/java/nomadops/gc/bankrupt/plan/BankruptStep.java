package nomadops.gc.bankrupt.plan;

import java.time.Duration;
import java.time.Instant;
import nomadops.gc.bankrupt.plan.BankruptDecision.DeleteEvaluations;
import nomadops.gc.bankrupt.plan.BankruptDecision.Done;
import nomadops.gc.bankrupt.plan.BankruptDecision.ListDead;
import nomadops.gc.bankrupt.plan.BankruptDecision.Pause;
import nomadops.gc.bankrupt.plan.BankruptDecision.Purge;
import nomadops.gc.bankrupt.plan.BankruptDecision.RemoveRecord;
import nomadops.gc.bankrupt.plan.BankruptDecision.Resume;
import nomadops.gc.bankrupt.plan.BankruptDecision.SaveSnapshot;
import nomadops.gc.bankrupt.plan.BankruptDecision.Verify;
import nomadops.gc.bankrupt.plan.BankruptDecision.Wait;
import nomadops.gc.bankrupt.plan.BankruptDecision.WriteRecord;
import nomadops.gc.bankrupt.plan.BankruptFact.BrokerRuns;
import nomadops.gc.bankrupt.plan.BankruptFact.EvaluationsDeleted;
import nomadops.gc.bankrupt.plan.BankruptFact.Faulted;
import nomadops.gc.bankrupt.plan.BankruptFact.Forgotten;
import nomadops.gc.bankrupt.plan.BankruptFact.Listed;
import nomadops.gc.bankrupt.plan.BankruptFact.Paused;
import nomadops.gc.bankrupt.plan.BankruptFact.Purged;
import nomadops.gc.bankrupt.plan.BankruptFact.Recorded;
import nomadops.gc.bankrupt.plan.BankruptFact.Resumed;
import nomadops.gc.bankrupt.plan.BankruptFact.SnapshotSaved;
import nomadops.gc.bankrupt.plan.BankruptFact.Stopped;
import nomadops.gc.bankrupt.plan.BankruptFact.TakenOver;
import nomadops.gc.bankrupt.plan.BankruptFact.Verified;
import nomadops.gc.bankrupt.plan.BankruptFact.Waited;

/// The course of a bankruptcy. Pure.
///
/// ```
/// SNAPSHOT ─► RECORD ─► PAUSE ─► PURGE ─► EVALUATIONS ─► RESUME ─► FORGET ─► VERIFY ─► END
///    │           │        └── fault, stop, resumed by another ──►┘ (again and again until it succeeds)
///    └─ nothing is done ─┘
/// ```
///
/// The record stands before the pause and goes after the resumption: whoever starts anew after a
/// kill finds it in between.
public final class BankruptStep {
  /// After so long without anything that succeeds a stage is given up; a cluster chooses another
  /// leader within some ten seconds.
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /// While the broker is paused and cannot be resumed for the token, after so long nothing is tried
  /// any more.
  static final Duration REFUSED = Duration.ofSeconds(30);

  static final int ROUNDS = 20;
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private BankruptStep() {}

  /// A decision and the state that goes with it.
  public record Step(BankruptDecision decision, BankruptState next) {}

  /// The first decision.
  public static Step begin(BankruptState state) {
    return new Step(decision(state), state);
  }

  /// What to do after `fact`.
  ///
  /// @param now a moment of a clock that never jumps; only differences count
  public static Step step(BankruptState state, BankruptFact fact, Instant now) {
    BankruptState next =
        switch (fact) {
          case SnapshotSaved _ -> state.to(Stage.RECORD, now);
          case Recorded _ -> state.to(Stage.PAUSE, now);
          case Paused _ -> state.to(Stage.PURGE, now);
          case Listed(int inHand, boolean more) -> purging(state.withHand(inHand, !more, now), now);
          case Purged purged -> purged(state, purged, now);
          case EvaluationsDeleted(long _, long left) -> swept(state.nextRound(now), left, now);
          case BrokerRuns(String said) ->
              state.broken(
                  Stage.RESUME,
                  Ending.BROKEN_OFF,
                  "somebody resumed the broker meanwhile: " + said,
                  now);
          case TakenOver(String by) ->
              state.broken(Stage.END, Ending.HANDED_OVER, by + " goes on with it", now);
          case Resumed _ -> state.to(Stage.FORGET, now);
          case Forgotten _ -> forgotten(state, now);
          case Verified(boolean well, String said) ->
              well
                  ? state.to(Stage.END, now)
                  : state.broken(Stage.END, Ending.BROKEN_OFF, said, now);
          case Faulted fault -> faulted(state.faulted(), fault, now);
          case Waited _ -> state;
          case Stopped(String why) -> stopped(state, why, now);
        };
    return new Step(decision(fact, next, now), next);
  }

  private static BankruptState purging(BankruptState state, Instant now) {
    return state.inHand() == 0 && state.listed() ? state.to(Stage.EVALUATIONS, now) : state;
  }

  private static BankruptState purged(BankruptState state, Purged purged, Instant now) {
    if (purged.settled() > 0 || purged.inHand() == 0) {
      return purging(state.withHand(purged.inHand(), state.listed(), now), now);
    }
    return stuck(state, now)
        ? state.broken(
            Stage.EVALUATIONS, Ending.BROKEN_OFF, "purging was given up: " + purged.why(), now)
        : state.faulted();
  }

  private static BankruptState swept(BankruptState state, long left, Instant now) {
    return left == 0 || state.round() >= ROUNDS ? state.to(Stage.RESUME, now) : state;
  }

  private static BankruptState forgotten(BankruptState state, Instant now) {
    // Without a pause there is nothing to look at.
    return state.nothingDone() ? state.to(Stage.END, now) : state.to(Stage.VERIFY, now);
  }

  private static BankruptState faulted(BankruptState state, Faulted fault, Instant now) {
    boolean over = fault.lasting() || stuck(state, now);
    return switch (state.stage()) {
      case SNAPSHOT -> undone(state, Stage.END, "there is no snapshot: " + fault.why(), now);
      case RECORD ->
          over
              ? undone(state, Stage.FORGET, "the record was not written: " + fault.why(), now)
              : state;
      case PAUSE, EVALUATIONS ->
          over ? state.broken(Stage.RESUME, Ending.BROKEN_OFF, fault.why(), now) : state;
      case PURGE ->
          over
              ? state.broken(
                  fault.lasting() ? Stage.RESUME : Stage.EVALUATIONS,
                  Ending.BROKEN_OFF,
                  "purging was given up: " + fault.why(),
                  now)
              : state;
      case RESUME -> state;
      case FORGET ->
          over
              ? state.broken(
                  Stage.VERIFY,
                  Ending.BROKEN_OFF,
                  "the broker runs, and the record is still there: " + fault.why(),
                  now)
              : state;
      case VERIFY ->
          over
              ? state.broken(
                  Stage.END, Ending.BROKEN_OFF, "it could not be looked at: " + fault.why(), now)
              : state;
      case END -> state;
    };
  }

  private static BankruptState stopped(BankruptState state, String why, Instant now) {
    return switch (state.stage()) {
      case SNAPSHOT -> undone(state, Stage.END, why, now);
      case RECORD -> undone(state, Stage.FORGET, why, now);
      case PAUSE, PURGE, EVALUATIONS -> state.broken(Stage.RESUME, Ending.BROKEN_OFF, why, now);
      case RESUME, FORGET, VERIFY, END -> state;
    };
  }

  /// Nothing was paused.
  private static BankruptState undone(BankruptState state, Stage next, String why, Instant now) {
    return state.broken(next, Ending.NOTHING_DONE, why, now);
  }

  private static boolean stuck(BankruptState state, Instant now) {
    return Duration.between(state.since(), now).compareTo(PATIENCE) > 0;
  }

  private static BankruptDecision decision(BankruptFact fact, BankruptState next, Instant now) {
    boolean again = next.faults() > 0;
    if (fact instanceof Faulted(String why, boolean lasting)
        && next.stage() == Stage.RESUME
        && again
        && lasting
        && Duration.between(next.since(), now).compareTo(REFUSED) > 0) {
      return new Done(Ending.STILL_PAUSED, why);
    }
    if (again && fact instanceof Faulted(String why, boolean _)) {
      return new Wait(backoff(next.faults()), why);
    }
    if (again && fact instanceof Purged purged) {
      return new Wait(backoff(next.faults()), purged.why());
    }
    return decision(next);
  }

  private static Duration backoff(int faults) {
    Duration doubled = Duration.ofMillis(250L << Math.min(faults - 1, 8));
    return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
  }

  private static BankruptDecision decision(BankruptState state) {
    return switch (state.stage()) {
      case SNAPSHOT -> new SaveSnapshot("a purge cannot be undone in any other way");
      case RECORD -> new WriteRecord("a process that is killed leaves the broker paused");
      case PAUSE -> new Pause("what is not scheduled makes no work");
      case PURGE ->
          state.inHand() > 0
              ? new Purge(state.inHand() + " listed jobs are due")
              : new ListDead("what is listed while registrations are refused stays dead");
      case EVALUATIONS ->
          new DeleteEvaluations(
              state.round() + 1, "nobody needs the evaluations of jobs that are gone");
      case RESUME -> new Resume(why(state, "nothing more needs the pause"));
      case FORGET -> new RemoveRecord(why(state, "the broker runs"));
      case VERIFY -> new Verify("the broker runs");
      case END ->
          new Done(
              state.trouble().map(Trouble::ending).orElse(Ending.DONE),
              why(state, "the cluster schedules"));
    };
  }

  private static String why(BankruptState state, String otherwise) {
    return state.trouble().map(Trouble::why).orElse(otherwise);
  }
}
