package nomadops.drainer.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import nomadops.drainer.lifecycle.OpenHook.Completion;
import nomadops.drainer.lifecycle.OpenHook.Mark;
import nomadops.drainer.notice.HookRef;

/// What an answer of AWS does to an open action. Pure. An answer for an action that was closed
/// meanwhile does nothing.
final class HookAnswers {
  private HookAnswers() {}

  /// How a heartbeat went.
  static HeartbeatStep beat(
      HeartbeatState state, HookRef hook, HookAnswer answer, double jitter, Instant now) {
    OpenHook found = state.hooks().get(hook);
    if (found == null) {
      return HeartbeatStep.to(state);
    }
    OpenHook open = found.without(Mark.CALLING);
    Duration regular = HeartbeatPace.regular(open.timeout(), jitter);
    return switch (answer) {
      case HookAnswer.Done() ->
          HeartbeatStep.to(
              state.with(
                  open.without(Mark.MISSED, Mark.BEAT_REFUSED)
                      .beat(now, Tries.first(now.plus(regular)))));
      case HookAnswer.Gone(String reason) -> gone(state, open, reason);
      case HookAnswer.Later(String reason) -> {
        Duration wait = HeartbeatPace.beatRetry(open.timeout(), open.beat().failures(), jitter);
        yield HeartbeatStep.to(
            state.with(open.beat(open.taken(), open.beat().failed(now.plus(wait), reason))));
      }
      case HookAnswer.Refused(String reason) ->
          refused(
              state,
              open.beat(open.taken(), open.beat().failed(now.plus(regular), reason)),
              Mark.BEAT_REFUSED,
              reason);
    };
  }

  /// How a completion went.
  static HeartbeatStep completion(
      HeartbeatState state, HookCall.Complete call, HookAnswer answer, double jitter, Instant now) {
    OpenHook found = state.hooks().get(call.hook());
    if (found == null) {
      return HeartbeatStep.to(state);
    }
    OpenHook open = found.without(Mark.CALLING);
    Duration remaining = Duration.between(now, open.end());
    Completion wanted = open.completion().orElseThrow();
    return switch (answer) {
      case HookAnswer.Done() ->
          HeartbeatStep.to(
              state.without(call.hook()),
              new HookEvent.Completed(call.hook(), call.instance(), call.result()));
      case HookAnswer.Gone(String reason) -> gone(state, open, reason);
      case HookAnswer.Later(String reason) -> {
        int failures = wanted.tries().failures();
        Duration wait = HeartbeatPace.completionRetry(remaining, failures, jitter);
        yield HeartbeatStep.to(state.with(retried(open, wanted, now.plus(wait), reason)));
      }
      case HookAnswer.Refused(String reason) -> {
        Duration wait = HeartbeatPace.refusedCompletionRetry(remaining, jitter);
        OpenHook later = retried(open, wanted, now.plus(wait), reason);
        yield refused(state, later, Mark.COMPLETION_REFUSED, reason);
      }
    };
  }

  /// What AWS said of a hook's terms; it holds for all its actions.
  static HeartbeatState terms(
      HeartbeatState state, HookRef hook, HookTerms.Answer answer, double jitter, Instant now) {
    HeartbeatState next = state;
    for (OpenHook open : state.hooks().values()) {
      next = open.sharesTerms(hook) ? next.with(told(open, answer, jitter, now)) : next;
    }
    return next;
  }

  private static OpenHook told(
      OpenHook before, HookTerms.Answer answer, double jitter, Instant now) {
    OpenHook open = before.without(Mark.ASKING);
    return switch (answer) {
      case HookTerms.Answer.Known(HookTerms terms) -> known(open, terms, jitter, now);
      case HookTerms.Answer.Unknown(String reason) -> askAgain(open, reason, jitter, now);
      case HookTerms.Answer.Failed(String reason) -> askAgain(open, reason, jitter, now);
    };
  }

  private static OpenHook known(OpenHook open, HookTerms terms, double jitter, Instant now) {
    Instant regular = open.taken().plus(HeartbeatPace.regular(terms.heartbeatTimeout(), jitter));
    Tries beat = open.beat();
    Tries sooner =
        new Tries(HeartbeatPace.earlier(beat.at(), regular), beat.failures(), beat.reason());
    OpenHook told = open.terms(Optional.of(terms), sooner, open.ask());
    return told.isLate(now) ? told : told.without(Mark.MISSED);
  }

  private static OpenHook askAgain(OpenHook open, String reason, double jitter, Instant now) {
    Instant next = now.plus(HeartbeatPace.askRetry(open.ask().failures(), jitter));
    return open.terms(open.terms(), open.beat(), open.ask().failed(next, reason));
  }

  private static OpenHook retried(OpenHook open, Completion wanted, Instant next, String reason) {
    return open.completion(new Completion(wanted.result(), wanted.tries().failed(next, reason)));
  }

  private static HeartbeatStep gone(HeartbeatState state, OpenHook open, String reason) {
    boolean completing = open.completion().isPresent();
    return HeartbeatStep.to(
        state.without(open.hook()),
        new HookEvent.Gone(open.hook(), open.instance(), completing, reason));
  }

  private static HeartbeatStep refused(
      HeartbeatState state, OpenHook open, Mark mark, String reason) {
    HeartbeatState next = state.with(open.with(mark));
    return open.has(mark)
        ? HeartbeatStep.to(next)
        : HeartbeatStep.to(next, new HookEvent.Refused(open.hook(), open.instance(), reason));
  }
}
