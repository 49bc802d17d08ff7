package nomadops.drainer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random actions, answers, delays and clock steps against the plan, with a tiny Auto Scaling that
/// takes completions, loses answers, throttles and refuses.
class HeartbeatPropertyTest {
  private static final InstanceId INSTANCE = new InstanceId("i-0633ac2b0d9769723");
  private static final int ROOM = 16;
  private static final int MOST_OPEN = 40;

  static long[] seeds() {
    return new Random(20261123).longs(40).toArray();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noActionIsForgottenBeatenAfterItsEndOrCompletedTwice(long seed) {
    new World(seed).run(1_200);
  }

  private record UnderWay(HookCall call, HookAnswer answer, Instant until) {}

  private static final class World {
    private final Random random;
    private final String seed;
    private final HookTerms terms;
    private final boolean termsAreTold;

    /// Of a hundred calls, how many are put off.
    private final int trouble;

    private final List<UnderWay> underWay = new ArrayList<>();
    private final Map<HookRef, Instant> attempted = new HashMap<>();
    private final Set<HookRef> completing = new HashSet<>();
    private final Set<HookRef> overAtAws = new HashSet<>();
    private final Set<HookRef> closed = new HashSet<>();
    private final Map<HookRef, Integer> taken = new HashMap<>();
    private final Map<HookRef, HookEvent> ended = new HashMap<>();
    private HeartbeatState state = HeartbeatState.EMPTY;
    private Instant now = HandClock.START;
    private int opened;

    World(long seed) {
      this.seed = "seed " + seed;
      this.random = new Random(seed);
      Duration timeout = Duration.ofSeconds(30 + random.nextInt(600));
      this.terms = new HookTerms(timeout, timeout.multipliedBy(100), HookResult.CONTINUE);
      this.termsAreTold = random.nextInt(4) > 0;
      this.trouble = random.nextInt(95);
    }

    void run(int steps) {
      for (int i = 0; i < steps; i++) {
        act();
        turn();
        now = now.plusMillis(random.nextInt(2_000));
      }
      endAll();
      assertThat(taken.values()).as(seed).allMatch(times -> times == 1);
    }

    private void act() {
      switch (random.nextInt(40)) {
        case 0 -> openSome();
        case 1 -> any(this::complete);
        case 2 -> any(this::close);
        case 3 -> any(overAtAws::add);
        default -> {}
      }
    }

    private void turn() {
      arrive();
      HeartbeatStep step = HeartbeatPlan.step(state, now, ROOM - underWay.size());
      take(step);
      assertThat(underWay.size() + step.due().size()).as(seed).isLessThanOrEqualTo(ROOM);
      step.due().forEach(this::send);
      state.hooks().keySet().forEach(this::assertAttempted);
    }

    /// A group ends several instances at once.
    private void openSome() {
      int more = random.nextInt(30);
      for (int i = 0; i < more && state.hooks().size() < MOST_OPEN; i++) {
        open();
      }
    }

    private void open() {
      HookRef hook = new HookRef("workers", "drain", "token-" + opened++);
      state = HeartbeatPlan.open(state, hook, INSTANCE, now, now);
      attempted.put(hook, now);
    }

    private void complete(HookRef hook) {
      state = HeartbeatPlan.complete(state, hook, HookResult.CONTINUE, now);
      completing.add(hook);
    }

    private void close(HookRef hook) {
      if (!completing.contains(hook)) {
        state = state.without(hook);
        closed.add(hook);
      }
    }

    private void any(Consumer<HookRef> act) {
      List<HookRef> open = List.copyOf(state.hooks().keySet());
      if (!open.isEmpty()) {
        act.accept(open.get(random.nextInt(open.size())));
      }
    }

    private void send(HookCall call) {
      assertThat(closed).as(seed).doesNotContain(call.hook());
      assertThat(ended).as(seed).doesNotContainKey(call.hook());
      if (isForAction(call)) {
        assertThat(underWay)
            .as("%s: one call at a time for %s", seed, call)
            .noneMatch(one -> isForAction(one.call()) && one.call().hook().equals(call.hook()));
      }
      if (call instanceof HookCall.Beat) {
        attempted.put(call.hook(), now);
      }
      underWay.add(new UnderWay(call, answer(call), now.plusMillis(random.nextInt(5_000))));
    }

    private static boolean isForAction(HookCall call) {
      return !(call instanceof HookCall.AskTerms);
    }

    private HookAnswer answer(HookCall call) {
      if (random.nextInt(100) < trouble) {
        return new HookAnswer.Later("throttled");
      }
      int dice = random.nextInt(10);
      if (dice == 0) {
        return new HookAnswer.Refused("not allowed");
      }
      if (overAtAws.contains(call.hook())) {
        return new HookAnswer.Gone("over");
      }
      if (call instanceof HookCall.Complete) {
        taken.merge(call.hook(), 1, Integer::sum);
        overAtAws.add(call.hook());
        return dice == 1 ? new HookAnswer.Later("answer lost") : new HookAnswer.Done();
      }
      return new HookAnswer.Done();
    }

    private void arrive() {
      for (UnderWay arrived : List.copyOf(underWay)) {
        if (now.isBefore(arrived.until())) {
          continue;
        }
        underWay.remove(arrived);
        double jitter = random.nextDouble();
        switch (arrived.call()) {
          case HookCall.Beat beat ->
              take(HookAnswers.beat(state, beat.hook(), arrived.answer(), jitter, now));
          case HookCall.Complete complete ->
              take(HookAnswers.completion(state, complete, arrived.answer(), jitter, now));
          case HookCall.AskTerms ask ->
              state = HookAnswers.terms(state, ask.hook(), told(arrived.answer()), jitter, now);
        }
      }
    }

    private HookTerms.Answer told(HookAnswer answer) {
      return termsAreTold && answer instanceof HookAnswer.Done
          ? new HookTerms.Answer.Known(terms)
          : new HookTerms.Answer.Failed("throttled");
    }

    private void take(HeartbeatStep step) {
      state = step.state();
      for (HookEvent event : step.events()) {
        if (event instanceof HookEvent.Ended) {
          assertThat(ended.put(event.hook(), event)).as("%s: ends once", seed).isNull();
          assertThat(closed).as(seed).doesNotContain(event.hook());
        }
      }
    }

    /// Asked a million times: what is as it should be is told to nobody.
    private void assertAttempted(HookRef hook) {
      OpenHook open = state.hooks().get(hook);
      Duration since = Duration.between(attempted.get(hook), now);
      if (since.compareTo(open.timeout()) > 0) {
        fail("%s: %s since the last heartbeat of %s", seed, since, open);
      }
    }

    /// Everything that is open is completed; AWS goes on failing now and then.
    private void endAll() {
      List.copyOf(state.hooks().keySet()).forEach(this::complete);
      for (int i = 0; i < 10_000 && !state.hooks().isEmpty(); i++) {
        turn();
        now = now.plusMillis(random.nextInt(2_000));
      }
      assertThat(state.hooks()).as(seed).isEmpty();
      assertThat(ended.keySet())
          .as("%s: every completion has an outcome", seed)
          .containsAll(completing);
    }
  }
}
