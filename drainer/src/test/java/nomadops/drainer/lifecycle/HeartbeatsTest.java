package nomadops.drainer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HeartbeatsTest {
  private static final HookRef HOOK = new HookRef("workers", "drain", "token-1");
  private static final InstanceId INSTANCE = new InstanceId("i-0633ac2b0d9769723");
  private static final HookAnswer LATER = new HookAnswer.Later("Throttling: Rate exceeded");

  private final HandClock clock = new HandClock();
  private final FakeHooks hooks = new FakeHooks();
  private final List<HookEvent> events = new CopyOnWriteArrayList<>();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final Heartbeats heartbeats =
      new Heartbeats(hooks, events::add, clock, new Random(20261201));
  private final FutureTask<Void> run =
      new FutureTask<>(() -> {
        heartbeats.run(stop::get);
        return null;
      });

  @AfterEach
  void end() {
    stop.set(true);
    hooks.gate.countDown();
    run.cancel(true);
  }

  @Test
  void row11AnActionIsBeatenAtOnceAndThenAsItsTermsSay() throws Exception {
    hooks.terms = known(Duration.ofSeconds(30));
    start();
    open(HOOK);
    until(() -> hooks.beats.get() == 1 && hooks.asked.get() == 1);
    untilInTime(() -> hooks.beats.get() == 10);
    assertThat(clock.instant()).isAfterOrEqualTo(HandClock.START.plusSeconds(9 * 7));
    assertThat(hooks.asked).hasValue(1);
  }

  @Test
  void row16AThousandActionsAreAllBeatenSixteenAtATime() throws Exception {
    hooks.gate = new CountDownLatch(1);
    start();
    for (int i = 0; i < 1000; i++) {
      open(new HookRef("workers", "drain", "token-" + i));
    }
    until(() -> hooks.mostInFlight() == 16);
    hooks.gate.countDown();
    until(() -> hooks.beatsOf.size() == 1000);
    assertThat(hooks.mostInFlight()).isEqualTo(16);
    assertThat(heartbeats.openActions()).isEqualTo(1000);
    assertThat(hooks.beats).hasValue(1000);
  }

  @Test
  void row16ACallThatHangsHoldsUpNoOtherAction() throws Exception {
    CountDownLatch stuck = new CountDownLatch(1);
    hooks.completionAnswer =
        _ -> {
          awaitQuietly(stuck);
          return new HookAnswer.Done();
        };
    start();
    heartbeats.complete(HOOK, INSTANCE, clock.instant(), HookResult.CONTINUE);
    until(() -> hooks.completions.get() == 1);
    HookRef other = new HookRef("workers", "drain", "token-2");
    open(other);
    until(() -> hooks.beatsOf.containsKey(other));
    stuck.countDown();
    until(() -> events.size() == 1);
  }

  @Test
  void row9ACompletionIsRepeatedUntilAwsTakesItAndItsOutcomeIsHeardOnce() throws Exception {
    hooks.terms = known(Duration.ofMinutes(5));
    hooks.completionAnswer = n -> n < 4 ? LATER : new HookAnswer.Done();
    start();
    open(HOOK);
    until(() -> hooks.beats.get() == 1);
    complete();
    untilInTime(() -> !events.isEmpty());
    assertThat(hooks.completions).hasValue(4);
    clock.advance(Duration.ofHours(1));
    complete();
    until(() -> events.size() == 2);
    assertThat(events)
        .as("asked for again by a redelivery, AWS is told again, and says so")
        .containsOnly(new HookEvent.Completed(HOOK, INSTANCE, HookResult.CONTINUE));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anActionThatAwsSaysIsOverIsReportedAndLeftAlone(boolean completing) throws Exception {
    HookAnswer gone = new HookAnswer.Gone("No active Lifecycle Action found");
    hooks.beatAnswer = _ -> gone;
    hooks.completionAnswer = _ -> gone;
    start();
    if (completing) {
      complete();
    } else {
      open(HOOK);
    }
    until(() -> !events.isEmpty());
    assertThat(events)
        .containsExactly(
            new HookEvent.Gone(HOOK, INSTANCE, completing, "No active Lifecycle Action found"));
    int sent = hooks.beats.get() + hooks.completions.get();
    hooks.beatAnswer = _ -> new HookAnswer.Done();
    clock.advance(Duration.ofHours(1));
    somethingElseHappens();
    assertThat(hooks.beatsOf.getOrDefault(HOOK, 0) + hooks.completions.get()).isEqualTo(sent);
  }

  @Test
  void row8AClosedActionGetsNoHeartbeat() throws Exception {
    start();
    open(HOOK);
    until(() -> hooks.beats.get() == 1);
    heartbeats.close(HOOK);
    clock.advance(Duration.ofHours(1));
    somethingElseHappens();
    assertThat(hooks.beatsOf).containsEntry(HOOK, 1);
    assertThat(events).isEmpty();
  }

  @Test
  void row8ARepeatedNoticeStartsNoSecondSeriesOfHeartbeats() throws Exception {
    start();
    open(HOOK);
    open(HOOK);
    until(() -> hooks.beats.get() == 1);
    open(HOOK);
    assertThat(heartbeats.openActions()).isEqualTo(1);
    HookRef other = new HookRef("workers", "drain", "token-2");
    open(other);
    until(() -> hooks.beatsOf.containsKey(other));
    assertThat(hooks.beatsOf).containsEntry(HOOK, 1);
  }

  @Test
  void heartbeatsThatAreNotTakenTurnReadinessRedUntilOneIs() throws Exception {
    hooks.beatAnswer = _ -> LATER;
    start();
    open(HOOK);
    until(() -> hooks.beats.get() >= 1);
    clock.advance(Duration.ofSeconds(61));
    until(() -> heartbeats.health().isPresent());
    assertThat(heartbeats.health().orElseThrow())
        .contains("1 of 1", INSTANCE.value(), "workers", "drain", "Rate exceeded");
    until(() -> !events.isEmpty());
    assertThat(events).hasOnlyElementsOfType(HookEvent.Missed.class).hasSize(1);
    hooks.beatAnswer = _ -> new HookAnswer.Done();
    untilInTime(() -> heartbeats.health().isEmpty());
  }

  @Test
  void stoppingWaitsForTheCallsThatAreUnderWay() throws Exception {
    hooks.gate = new CountDownLatch(1);
    start();
    complete();
    until(() -> hooks.mostInFlight() == 1);
    stop.set(true);
    assertThatThrownBy(() -> run.get(300, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    hooks.gate.countDown();
    run.get();
    assertThat(events).hasSize(1);
  }

  @Test
  void aBugInAListenerEndsTheRun() {
    Heartbeats broken =
        new Heartbeats(
            hooks,
            _ -> {
              throw new IllegalArgumentException("broken listener");
            },
            clock,
            new Random(1));
    broken.complete(HOOK, INSTANCE, clock.instant(), HookResult.CONTINUE);
    FutureTask<Void> task =
        new FutureTask<>(() -> {
          broken.run(() -> false);
          return null;
        });
    Thread.ofVirtual().start(task);
    assertThatThrownBy(task::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("broken listener");
  }

  /// Several turns of the scheduler.
  private void somethingElseHappens() throws Exception {
    HookRef other = new HookRef("others", "drain", "other");
    open(other);
    until(() -> hooks.beatsOf.containsKey(other));
    untilInTime(() -> hooks.beatsOf.get(other) >= 2);
  }

  private void start() {
    Thread.ofVirtual().start(run);
  }

  private void open(HookRef hook) {
    heartbeats.open(hook, INSTANCE, clock.instant().minusSeconds(5));
  }

  private void complete() {
    heartbeats.complete(HOOK, INSTANCE, clock.instant(), HookResult.CONTINUE);
  }

  /// Looks now and then; the test's own time limit bounds it.
  private void until(BooleanSupplier condition) throws Exception {
    while (!condition.getAsBoolean()) {
      if (run.isDone()) {
        run.get();
      }
      Thread.sleep(5);
    }
  }

  private void untilInTime(BooleanSupplier condition) throws Exception {
    until(() -> {
      boolean met = condition.getAsBoolean();
      if (!met) {
        clock.advance(Duration.ofMillis(500));
      }
      return met;
    });
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HookTerms.Answer known(Duration timeout) {
    return new HookTerms.Answer.Known(
        new HookTerms(timeout, timeout.multipliedBy(100), HookResult.CONTINUE));
  }
}
