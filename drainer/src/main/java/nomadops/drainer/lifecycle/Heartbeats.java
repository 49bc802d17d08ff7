package nomadops.drainer.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import org.jspecify.annotations.Nullable;

/// Keeps lifecycle actions open until they are completed, all of them by one scheduler: no action
/// waits for a worker that is busy with another one's drain. [HeartbeatPlan] decides; this makes
/// the calls, at most sixteen at a time, each on a virtual thread. For many threads.
public final class Heartbeats {
  private static final int MOST_CALLS = 16;
  private static final Duration GLANCE = Duration.ofMillis(100);
  private static final Duration CROWD = Duration.ofMillis(20);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Hooks hooks;
  private final HookListener listener;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private HeartbeatState state = HeartbeatState.EMPTY;
  private int underWay;
  private boolean news;
  private @Nullable Throwable bug;

  /// @param random spreads the calls; used by one thread at a time
  public Heartbeats(
      Hooks hooks, HookListener listener, InstantSource clock, RandomGenerator random) {
    this.hooks = hooks;
    this.listener = listener;
    this.clock = clock;
    this.random = random;
  }

  /// Keeps an action open from now on, with a heartbeat at once. Known ones go on as they are.
  ///
  /// @param noticeAt when the action began; after the hook's global timeout nothing is sent
  public void open(HookRef hook, InstanceId instance, Instant noticeAt) {
    change(now -> state = HeartbeatPlan.open(state, hook, instance, noticeAt, now));
  }

  /// Completes an action, and keeps it open until AWS took that. The outcome is one
  /// [HookEvent.Ended], also for an action that was never open or has ended already.
  public void complete(HookRef hook, InstanceId instance, Instant noticeAt, HookResult result) {
    change(now -> {
      state = HeartbeatPlan.open(state, hook, instance, noticeAt, now);
      state = HeartbeatPlan.complete(state, hook, result, now);
    });
  }

  /// Leaves an action alone: no call for it starts from now on, and no event follows, except from a
  /// call that is under way.
  public void close(HookRef hook) {
    change(_ -> state = state.without(hook));
  }

  /// Sends what is due until told to stop. Then it waits for the calls that are under way, but not
  /// long. A bug in a call or in the listener ends it and is thrown.
  ///
  /// @param stop asked about ten times a second
  public void run(BooleanSupplier stop) throws InterruptedException {
    while (!stop.getAsBoolean()) {
      tell(startDue());
      awaitNews();
      throwBug();
    }
    finish();
    throwBug();
  }

  /// Nothing when every open action had a heartbeat within its timeout, else which had none.
  public Optional<String> health() {
    lock.lock();
    try {
      List<OpenHook> missed = state.missed();
      if (missed.isEmpty()) {
        return Optional.empty();
      }
      OpenHook worst = missed.getFirst();
      return Optional.of(
          "%d of %d open lifecycle actions had no heartbeat within their timeout, such as %s of group %s, hook %s, since %s: %s"
              .formatted(
                  missed.size(),
                  state.hooks().size(),
                  worst.instance(),
                  worst.hook().group(),
                  worst.hook().hook(),
                  worst.taken(),
                  worst.beat().reason().isEmpty() ? "not answered" : worst.beat().reason()));
    } finally {
      lock.unlock();
    }
  }

  /// How many actions are open, for metrics.
  public int openActions() {
    lock.lock();
    try {
      return state.hooks().size();
    } finally {
      lock.unlock();
    }
  }

  private List<HookEvent> startDue() {
    lock.lock();
    try {
      HeartbeatStep step = HeartbeatPlan.step(state, clock.instant(), MOST_CALLS - underWay);
      state = step.state();
      for (HookCall call : step.due()) {
        underWay++;
        Thread.ofVirtual().name("hook-" + call.instance()).start(() -> perform(call));
      }
      return step.events();
    } finally {
      lock.unlock();
    }
  }

  private void perform(HookCall call) {
    try {
      tell(
          switch (call) {
            case HookCall.Beat(HookRef hook, InstanceId instance) -> {
              HookAnswer answer = hooks.heartbeat(hook, instance);
              yield take((jitter, now) -> HookAnswers.beat(state, hook, answer, jitter, now));
            }
            case HookCall.Complete c -> {
              HookAnswer answer = hooks.complete(c.hook(), c.instance(), c.result());
              yield take((jitter, now) -> HookAnswers.completion(state, c, answer, jitter, now));
            }
            case HookCall.AskTerms(HookRef hook, _) -> {
              HookTerms.Answer answer = hooks.terms(hook);
              yield take((jitter, now) ->
                  HeartbeatStep.to(HookAnswers.terms(state, hook, answer, jitter, now)));
            }
          });
    } catch (RuntimeException | Error e) {
      noteBug(e);
    } finally {
      change(_ -> underWay--);
    }
  }

  private interface Taking {
    HeartbeatStep next(double jitter, Instant now);
  }

  private interface Changing {
    void at(Instant now);
  }

  private List<HookEvent> take(Taking taking) {
    lock.lock();
    try {
      HeartbeatStep step = taking.next(random.nextDouble(), clock.instant());
      state = step.state();
      return step.events();
    } finally {
      lock.unlock();
    }
  }

  private void change(Changing changing) {
    lock.lock();
    try {
      changing.at(clock.instant());
      news = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void tell(List<HookEvent> events) {
    events.forEach(listener::heard);
  }

  private void awaitNews() throws InterruptedException {
    lock.lock();
    try {
      long left = GLANCE.toNanos();
      while (!news && left > 0) {
        left = changed.awaitNanos(left);
      }
      // News come in crowds, and each look is at all actions.
      left = news ? CROWD.toNanos() : 0;
      while (left > 0) {
        left = changed.awaitNanos(left);
      }
      news = false;
    } finally {
      lock.unlock();
    }
  }

  private void finish() throws InterruptedException {
    lock.lock();
    try {
      long left = GRACE.toNanos();
      while (underWay > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void noteBug(Throwable thrown) {
    change(_ -> bug = bug == null ? thrown : bug);
  }

  private void throwBug() {
    lock.lock();
    try {
      if (bug != null) {
        throw new IllegalStateException("a lifecycle action's call has a bug", bug);
      }
    } finally {
      lock.unlock();
    }
  }
}
