package nomadops.drainer.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;

/// The plan of heartbeats as a test goes through it, call by call and answer by answer.
abstract class HeartbeatScene {
  static final Instant START = HandClock.START;
  static final HookRef HOOK = new HookRef("workers", "drain", "token-1");
  static final HookRef SIBLING = new HookRef("workers", "drain", "token-2");
  static final InstanceId INSTANCE = new InstanceId("i-0633ac2b0d9769723");
  static final HookAnswer DONE = new HookAnswer.Done();
  static final HookAnswer LATER = new HookAnswer.Later("Throttling: Rate exceeded");
  static final HookAnswer REFUSED = new HookAnswer.Refused("AccessDenied: no");

  HeartbeatState state = HeartbeatState.EMPTY;
  Instant now = START;

  /// It has gone on for a while when we hear of it.
  void open(HookRef hook) {
    state = HeartbeatPlan.open(state, hook, INSTANCE, now.minusSeconds(5), now);
  }

  /// Open, with its first heartbeat under way and its terms known.
  void opened(int timeoutSeconds, int globalSeconds) {
    open(HOOK);
    due();
    told(known(timeoutSeconds, globalSeconds));
  }

  void complete(HookRef hook) {
    state = HeartbeatPlan.complete(state, hook, HookResult.CONTINUE, now);
  }

  HeartbeatStep step() {
    HeartbeatStep step = HeartbeatPlan.step(state, now, 16);
    state = step.state();
    return step;
  }

  List<HookCall> due() {
    return step().due();
  }

  List<HookCall> dueAfter(Duration wait) {
    now = now.plus(wait);
    return due();
  }

  List<HookEvent> answer(HookAnswer answer, double jitter) {
    HeartbeatStep step = HookAnswers.beat(state, HOOK, answer, jitter, now);
    state = step.state();
    return step.events();
  }

  List<HookEvent> completed(HookAnswer answer) {
    HeartbeatStep step = HookAnswers.completion(state, completion(HOOK), answer, 0.0, now);
    state = step.state();
    return step.events();
  }

  void told(HookTerms.Answer answer) {
    state = HookAnswers.terms(state, HOOK, answer, 0.0, now);
  }

  static HookTerms.Answer known(int timeoutSeconds, int globalSeconds) {
    return new HookTerms.Answer.Known(
        new HookTerms(
            Duration.ofSeconds(timeoutSeconds),
            Duration.ofSeconds(globalSeconds),
            HookResult.CONTINUE));
  }

  static HookCall beat(HookRef hook) {
    return new HookCall.Beat(hook, INSTANCE);
  }

  static HookCall ask(HookRef hook) {
    return new HookCall.AskTerms(hook, INSTANCE);
  }

  static HookCall.Complete completion(HookRef hook) {
    return new HookCall.Complete(hook, INSTANCE, HookResult.CONTINUE);
  }
}
