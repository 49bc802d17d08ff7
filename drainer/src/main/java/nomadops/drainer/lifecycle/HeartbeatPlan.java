package nomadops.drainer.lifecycle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nomadops.drainer.lifecycle.OpenHook.Completion;
import nomadops.drainer.lifecycle.OpenHook.Mark;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;

/// Which open lifecycle action needs a call now. Pure.
///
/// An action is taken on (a heartbeat at once, or soon if it has only just begun: the hook's
/// timeout runs since before we heard of it), beaten every third of its timeout, completed when
/// that is asked for, and ends when AWS took the completion, says that it is over, or its global
/// timeout is reached. What answers do is in [HookAnswers].
final class HeartbeatPlan {
  private HeartbeatPlan() {}

  private record Due(Instant at, HookCall call) {}

  /// Takes an action on; nothing happens when it is known.
  static HeartbeatState open(
      HeartbeatState state, HookRef hook, InstanceId instance, Instant noticeAt, Instant now) {
    if (state.hooks().containsKey(hook)) {
      return state;
    }
    return state.with(
        OpenHook.takenOn(
            hook, instance, noticeAt, termsOf(state, hook), state.hooks().size(), now));
  }

  /// Wants an action completed, as soon as may be; it must be open. The latest result counts.
  static HeartbeatState complete(
      HeartbeatState state, HookRef hook, HookResult result, Instant now) {
    OpenHook open = state.find(hook).orElseThrow();
    Tries tries = open.completion().map(Completion::tries).orElse(Tries.first(now));
    return state.with(open.completion(new Completion(result, tries)));
  }

  /// What is due, most overdue first.
  ///
  /// @param room how many calls may start
  static HeartbeatStep step(HeartbeatState state, Instant now, int room) {
    List<HookEvent> events = new ArrayList<>();
    HeartbeatState next = state;
    for (OpenHook open : state.hooks().values()) {
      if (!now.isBefore(open.end()) && !open.has(Mark.CALLING)) {
        events.add(expired(open));
        next = next.without(open.hook());
      } else if (open.isLate(now) && !open.has(Mark.MISSED)) {
        events.add(missed(open));
        next = next.with(open.with(Mark.MISSED));
      }
    }
    List<HookCall> calls = dueCalls(next.hooks().values(), now, Math.max(0, room));
    for (HookCall call : calls) {
      Mark mark = call instanceof HookCall.AskTerms ? Mark.ASKING : Mark.CALLING;
      next = next.with(next.find(call.hook()).orElseThrow().with(mark));
    }
    return new HeartbeatStep(calls, events, next);
  }

  private static List<HookCall> dueCalls(Iterable<OpenHook> hooks, Instant now, int most) {
    List<Due> due = new ArrayList<>();
    Set<List<String>> asked = new HashSet<>();
    for (OpenHook open : hooks) {
      if (open.has(Mark.ASKING)) {
        asked.add(name(open.hook()));
      }
    }
    for (OpenHook open : hooks) {
      callOf(open, now).ifPresent(due::add);
      if (open.terms().isEmpty() && open.ask().isDue(now) && asked.add(name(open.hook()))) {
        due.add(new Due(open.ask().at(), new HookCall.AskTerms(open.hook(), open.instance())));
      }
    }
    return due.stream().sorted(Comparator.comparing(Due::at)).map(Due::call).limit(most).toList();
  }

  private static Optional<Due> callOf(OpenHook open, Instant now) {
    if (open.has(Mark.CALLING) || !now.isBefore(open.end())) {
      return Optional.empty();
    }
    Optional<Completion> completion = open.completion().filter(c -> c.tries().isDue(now));
    if (completion.isPresent()) {
      Completion wanted = completion.get();
      HookCall call = new HookCall.Complete(open.hook(), open.instance(), wanted.result());
      return Optional.of(new Due(wanted.tries().at(), call));
    }
    return Optional.of(open.beat())
        .filter(beat -> beat.isDue(now))
        .map(beat -> new Due(beat.at(), new HookCall.Beat(open.hook(), open.instance())));
  }

  private static Optional<HookTerms> termsOf(HeartbeatState state, HookRef hook) {
    return state.hooks().values().stream()
        .filter(open -> open.sharesTerms(hook))
        .flatMap(open -> open.terms().stream())
        .findFirst();
  }

  private static HookEvent expired(OpenHook open) {
    Tries tries = open.completion().map(Completion::tries).orElse(open.beat());
    return new HookEvent.Expired(
        open.hook(),
        open.instance(),
        open.completion().isPresent(),
        "its global timeout was reached at " + open.end() + lastly(tries.reason()));
  }

  private static HookEvent missed(OpenHook open) {
    return new HookEvent.Missed(
        open.hook(),
        open.instance(),
        open.timeout(),
        "no heartbeat was taken since " + open.taken() + lastly(open.beat().reason()));
  }

  private static String lastly(String reason) {
    return reason.isEmpty() ? "" : "; lastly: " + reason;
  }

  private static List<String> name(HookRef hook) {
    return List.of(hook.group(), hook.hook());
  }
}
