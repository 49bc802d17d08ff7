package nomadops.runtime.leader;

import nomadops.runtime.leader.LeaderDecision.Acquire;
import nomadops.runtime.leader.LeaderDecision.Finished;
import nomadops.runtime.leader.LeaderDecision.Release;
import nomadops.runtime.leader.LeaderDecision.Renew;
import nomadops.runtime.leader.LeaderDecision.Wait;
import nomadops.runtime.leader.LeaderFact.Denied;
import nomadops.runtime.leader.LeaderFact.Held;
import nomadops.runtime.leader.LeaderFact.NotDone;
import nomadops.runtime.leader.LeaderFact.Stopping;
import nomadops.runtime.leader.LeaderFact.Tick;
import nomadops.runtime.leader.LeaderFact.Unknown;

/// The life of one contender for a lock, as a pure state machine:
///
/// ```
/// Contending --acquire--> Asking --held--> Leading --denied--> Contending
///     ^                     |  \                \--not renewed--> Leading, fence shut, renewing on
///     |<---denied, refused--+   \--answer lost--> Unsettled --renewal held--> Leading
///     +<------------------------------------------renewal denied--+
/// ```
///
/// We choose the lock's id ourselves. When the answer of an acquisition is lost, a renewal under
/// that id tells whether it took place; reading the variable could not, since Nomad shows a lock's
/// id to management tokens only.
///
/// A lock is released only while it cannot have expired: Nomad (2.0.5, nomad/locks.go) lifts an
/// expired lock after its delay without looking at the id, so a release in that delay would let a
/// successor in, whose lock would then be lifted instead.
public sealed interface LeaderState {

  /// Does not hold the lock; tries again at `tryAt`.
  record Contending(long tryAt, String holder, String reason) implements LeaderState {}

  /// An acquisition is under way.
  record Asking(String lockId, long sentAt) implements LeaderState {}

  /// The answer of an acquisition was lost; asks again at `askAt`.
  record Unsettled(String lockId, long sentAt, long askAt, String reason) implements LeaderState {}

  /// Held the lock for certain at `heldAt`; the fence is open until `deadline`.
  record Leading(String lockId, long heldAt, long renewAt, long deadline) implements LeaderState {}

  /// Has given up for good.
  record Stopped(String reason) implements LeaderState {}

  /// A decision and the state that goes with it.
  record Step(LeaderDecision decision, LeaderState next) {}

  /// Before anything is known.
  static LeaderState start(long now) {
    return new Contending(now, "", "starting");
  }

  /// Pure. Times are monotonic nanoseconds of this process; they are compared by difference only.
  static Step step(LeaderState state, LeaderFact fact, long now, Luck luck, LockTerms terms) {
    LeaderState next =
        fact instanceof Stopping
            ? new Stopped("stopping")
            : switch (state) {
              case Contending contending -> contending;
              case Asking asking -> asked(asking, fact, now, luck, terms);
              case Unsettled unsettled -> settled(unsettled, fact, now, luck, terms);
              case Leading leading -> renewed(leading, fact, now, luck, terms);
              case Stopped stopped -> stopped;
            };
    return fact instanceof Stopping ? farewell(state, next, now, terms) : decide(next, now, luck);
  }

  private static LeaderState asked(
      Asking state, LeaderFact fact, long now, Luck luck, LockTerms terms) {
    return switch (fact) {
      case Held held -> lead(state.lockId, held, terms);
      case Denied denied ->
          contend(denied, "another holds the lock", now + terms.retryNanos(luck.jitter()));
      case NotDone(String reason) ->
          new Contending(now + terms.faultRetryNanos(luck.jitter()), "", reason);
      case Unknown(String reason) ->
          new Unsettled(
              state.lockId, state.sentAt, now + terms.faultRetryNanos(luck.jitter()), reason);
      case Tick _, Stopping _ -> state;
    };
  }

  private static LeaderState settled(
      Unsettled state, LeaderFact fact, long now, Luck luck, LockTerms terms) {
    return switch (fact) {
      case Held held -> lead(state.lockId, held, terms);
      case Denied denied ->
          contend(denied, "another holds the lock", now + terms.retryNanos(luck.jitter()));
      case NotDone(String reason) -> askLater(state, reason, now, luck, terms);
      case Unknown(String reason) -> askLater(state, reason, now, luck, terms);
      case Tick _, Stopping _ -> state;
    };
  }

  private static LeaderState renewed(
      Leading state, LeaderFact fact, long now, Luck luck, LockTerms terms) {
    long again = now + terms.faultRetryNanos(luck.jitter());
    return switch (fact) {
      case Held held -> lead(state.lockId, held, terms);
      case Denied denied ->
          contend(
              denied,
              "lost the lock: " + denied.serverSaid(),
              now + terms.retryNanos(luck.jitter()));
      case NotDone _, Unknown _ -> new Leading(state.lockId, state.heldAt, again, state.deadline);
      case Tick _, Stopping _ -> state;
    };
  }

  private static Leading lead(String lockId, Held held, LockTerms terms) {
    long deadline = held.sentAt() + terms.ttlNanos() - terms.marginNanos();
    return new Leading(lockId, held.sentAt(), held.sentAt() + terms.renewNanos(), deadline);
  }

  private static Contending contend(Denied denied, String reason, long tryAt) {
    return new Contending(tryAt, denied.holder(), reason);
  }

  private static Unsettled askLater(
      Unsettled state, String reason, long now, Luck luck, LockTerms terms) {
    long askAt = now + terms.faultRetryNanos(luck.jitter());
    return new Unsettled(state.lockId, state.sentAt, askAt, reason);
  }

  private static Step decide(LeaderState state, long now, Luck luck) {
    return switch (state) {
      case Contending c when c.tryAt - now > 0 -> new Step(new Wait(c.tryAt, c.reason), c);
      case Contending _ ->
          new Step(
              new Acquire(luck.freshId(), "nobody is known to lead"),
              new Asking(luck.freshId(), now));
      case Unsettled u when u.askAt - now > 0 -> new Step(new Wait(u.askAt, u.reason), u);
      case Unsettled u ->
          new Step(new Renew(u.lockId, "the answer of the acquisition was lost"), u);
      case Leading l when l.renewAt - now > 0 -> new Step(new Wait(l.renewAt, "leading"), l);
      case Leading l -> new Step(new Renew(l.lockId, "a third of the TTL has passed"), l);
      case Asking a -> new Step(new Wait(now, "an acquisition is under way"), a);
      case Stopped s -> new Step(new Finished(s.reason), s);
    };
  }

  private static Step farewell(LeaderState from, LeaderState next, long now, LockTerms terms) {
    return switch (from) {
      case Leading l when now - l.heldAt < terms.ttlNanos() - terms.marginNanos() ->
          new Step(new Release(l.lockId, "stopping"), next);
      case Unsettled u when now - u.sentAt < terms.ttlNanos() - terms.marginNanos() ->
          new Step(new Release(u.lockId, "stopping; the lock may be ours"), next);
      case Leading _, Unsettled _, Asking _, Contending _, Stopped _ ->
          new Step(new Finished("holds no lock that could be released"), next);
    };
  }
}
