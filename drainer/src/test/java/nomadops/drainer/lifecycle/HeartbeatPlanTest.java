package nomadops.drainer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nomadops.drainer.notice.HookRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// When a heartbeat is sent, and what is asked for it.
final class HeartbeatPlanTest extends HeartbeatScene {
  @Test
  void anActionIsBeatenAtOnceAndItsTermsAreAskedFor() {
    open(HOOK);
    assertThat(due()).containsExactly(beat(HOOK), ask(HOOK));
    assertThat(due()).as("nothing twice while it is under way").isEmpty();
  }

  @Test
  void manyActionsThatHaveOnlyJustBegunAreBeatenAfterTheDrainsAndOneAfterTheOther() {
    for (int i = 0; i < 1000; i++) {
      HookRef hook = new HookRef("workers", "drain", "token-" + i);
      state = HeartbeatPlan.open(state, hook, INSTANCE, now, now);
    }
    int most = 0;
    long beaten = 0;
    for (int tenth = 0; tenth <= 100; tenth++) {
      List<HookCall> calls = HeartbeatPlan.step(state, now, 2000).due();
      long fresh = calls.stream().filter(HookCall.Beat.class::isInstance).count() - beaten;
      beaten += fresh;
      assertThat(beaten).as("the drains go first").isLessThanOrEqualTo(tenth < 50 ? 16 : 1000);
      most = Math.max(most, (int) fresh);
      now = now.plusMillis(100);
    }
    assertThat(beaten).as("within ten seconds, all").isEqualTo(1000);
    assertThat(most).isLessThan(100);
  }

  @Test
  void row11AShortTimeoutIsBeatenInItsThirdsNotInAnIntervalOfOurs() {
    opened(30, 3000);
    answer(DONE, 0.0);
    assertThat(dueAfter(Duration.ofMillis(9_999))).isEmpty();
    assertThat(dueAfter(Duration.ofMillis(1))).containsExactly(beat(HOOK));
    answer(DONE, 0.999);
    assertThat(dueAfter(Duration.ofMillis(7_400))).as("jitter only shortens").isEmpty();
    assertThat(dueAfter(Duration.ofMillis(200))).containsExactly(beat(HOOK));
  }

  @Test
  void unknownTermsAreTakenForAMinute() {
    open(HOOK);
    due();
    answer(DONE, 0.0);
    told(new HookTerms.Answer.Failed("throttled"));
    assertThat(dueAfter(Duration.ofSeconds(20))).contains(beat(HOOK), ask(HOOK));
  }

  @Test
  void termsThatBecomeKnownBringTheNextHeartbeatForward() {
    open(HOOK);
    due();
    answer(DONE, 0.0);
    told(known(30, 3000));
    assertThat(dueAfter(Duration.ofSeconds(10))).containsExactly(beat(HOOK));
  }

  @Test
  void oneQuestionIsAskedForAllActionsOfAHook() {
    open(HOOK);
    open(SIBLING);
    assertThat(due()).containsExactlyInAnyOrder(beat(HOOK), beat(SIBLING), ask(HOOK));
    told(known(300, 30_000));
    assertThat(state.hooks().values())
        .allSatisfy(open -> assertThat(open.timeout()).isEqualTo(Duration.ofMinutes(5)));
    HookRef late = new HookRef("workers", "drain", "token-3");
    open(late);
    assertThat(due()).containsExactly(beat(late));
  }

  @Test
  void row10AThrottledHeartbeatIsRepeatedSoonerAndStillWithinTheTimeout() {
    opened(60, 6000);
    Instant last = now;
    for (int i = 0; i < 20; i++) {
      answer(LATER, 0.5);
      Instant next = state.hooks().get(HOOK).beat().at();
      assertThat(Duration.between(last, next))
          .isPositive()
          .isLessThan(HeartbeatPace.regular(Duration.ofMinutes(1), 0.999));
      now = last = next;
      assertThat(due()).contains(beat(HOOK));
    }
  }

  @Test
  void row10AnActionThatIsOverIsDroppedAndReported() {
    opened(60, 6000);
    assertThat(answer(new HookAnswer.Gone("No active Lifecycle Action found"), 0.5))
        .containsExactly(
            new HookEvent.Gone(HOOK, INSTANCE, false, "No active Lifecycle Action found"));
    assertThat(dueAfter(Duration.ofHours(1))).isEmpty();
  }

  @Test
  void aHeartbeatThatCannotBeSentForTheTimeoutIsMissedOnceUntilOneIsTaken() {
    opened(60, 6000);
    answer(LATER, 0.5);
    now = START.plusSeconds(60);
    assertThat(step().events()).isEmpty();
    now = START.plusSeconds(61);
    assertThat(step().events())
        .singleElement()
        .isInstanceOfSatisfying(
            HookEvent.Missed.class,
            missed -> assertThat(missed.reason()).contains(START.toString(), "Rate exceeded"));
    assertThat(step().events()).isEmpty();
    assertThat(state.missed()).hasSize(1);
    answer(DONE, 0.5);
    assertThat(state.missed()).isEmpty();
    now = now.plusSeconds(61);
    assertThat(step().events()).hasSize(1);
  }

  @Test
  void anActionThatSeemedLateIsNotOnceItsLongerTermsAreKnown() {
    open(HOOK);
    due();
    now = START.plusSeconds(90);
    assertThat(step().events()).hasSize(1);
    told(known(3600, 172_800));
    assertThat(state.missed()).isEmpty();
  }

  @Test
  void nothingIsSentAfterTheGlobalTimeout() {
    opened(60, 120);
    answer(DONE, 0.0);
    complete(HOOK);
    now = START.plusSeconds(120);
    HeartbeatStep last = step();
    assertThat(last.due()).isEmpty();
    assertThat(last.events())
        .singleElement()
        .isInstanceOfSatisfying(
            HookEvent.Expired.class, expired -> assertThat(expired.completing()).isTrue());
    assertThat(state.hooks()).isEmpty();
  }

  @Test
  void theGlobalTimeoutCountsFromTheNoticeNotFromWhenWeHeardOfIt() {
    state = HeartbeatPlan.open(state, HOOK, INSTANCE, START.minusSeconds(100), now);
    due();
    told(known(60, 120));
    now = START.plusSeconds(20);
    assertThat(step().events()).hasOnlyElementsOfType(HookEvent.Expired.class);
  }

  @Test
  void aRefusedHeartbeatIsReportedOnceAndTriedAgain() {
    opened(60, 6000);
    assertThat(answer(REFUSED, 0.0)).hasSize(1);
    assertThat(dueAfter(Duration.ofSeconds(20))).containsExactly(beat(HOOK));
    assertThat(answer(REFUSED, 0.0)).isEmpty();
    assertThat(dueAfter(Duration.ofSeconds(20))).containsExactly(beat(HOOK));
    assertThat(answer(DONE, 0.0)).isEmpty();
    assertThat(dueAfter(Duration.ofSeconds(20))).containsExactly(beat(HOOK));
    assertThat(answer(REFUSED, 0.0)).hasSize(1);
  }

  @Test
  void aRepeatedNoticeOfAnOpenActionChangesNothing() {
    opened(60, 6000);
    HeartbeatState before = state;
    open(HOOK);
    assertThat(state).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16, 1000})
  void noMoreCallsStartThanThereIsRoomAndTheMostOverdueAreFirst(int room) {
    for (int i = 0; i < 1000; i++) {
      open(new HookRef("workers", "drain", "token-" + i));
      now = now.plusMillis(1);
    }
    List<HookCall> due = HeartbeatPlan.step(state, now, room).due();
    assertThat(due).hasSize(room);
    if (room > 1) {
      assertThat(due.getFirst()).isEqualTo(beat(new HookRef("workers", "drain", "token-0")));
      assertThat(due.get(room - 1).hook().token()).isEqualTo("token-" + (room - 2));
    }
  }
}
