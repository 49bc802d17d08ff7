package nomadops.drainer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nomadops.drainer.notice.HookRef;
import nomadops.drainer.notice.InstanceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeartbeatPlanTest {
  private static final Instant START = HandClock.START;
  private static final HookRef HOOK = new HookRef("workers", "drain", "token-1");
  private static final HookRef SIBLING = new HookRef("workers", "drain", "token-2");
  private static final InstanceId INSTANCE = new InstanceId("i-0633ac2b0d9769723");
  private static final HookAnswer DONE = new HookAnswer.Done();
  private static final HookAnswer LATER = new HookAnswer.Later("Throttling: Rate exceeded");
  private static final HookAnswer REFUSED = new HookAnswer.Refused("AccessDenied: no");

  private HeartbeatState state = HeartbeatState.EMPTY;
  private Instant now = START;

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
  void anActionThatEndsWhileItsCompletionIsUnderWayWaitsForTheAnswer() {
    opened(60, 120);
    answer(DONE, 0.0);
    complete(HOOK);
    assertThat(due()).containsExactly(completion(HOOK));
    now = START.plusSeconds(121);
    assertThat(step().events()).doesNotHaveAnyElementsOfTypes(HookEvent.Expired.class);
    assertThat(completed(DONE))
        .containsExactly(new HookEvent.Completed(HOOK, INSTANCE, HookResult.CONTINUE));
  }

  @Test
  void aCompletionComesBeforeAHeartbeatAndEndsTheAction() {
    open(HOOK);
    complete(HOOK);
    assertThat(due()).containsExactly(completion(HOOK), ask(HOOK));
    assertThat(completed(DONE))
        .containsExactly(new HookEvent.Completed(HOOK, INSTANCE, HookResult.CONTINUE));
    assertThat(dueAfter(Duration.ofHours(1))).isEmpty();
  }

  @Test
  void row9AFailedCompletionIsRepeatedWhileHeartbeatsGoOn() {
    opened(60, 6000);
    answer(DONE, 0.0);
    complete(HOOK);
    int beats = 0;
    for (int second = 0; second < 300; second++) {
      for (HookCall call : due()) {
        if (call instanceof HookCall.Complete) {
          assertThat(completed(LATER)).isEmpty();
        } else {
          beats++;
          answer(DONE, 0.0);
        }
      }
      now = now.plusSeconds(1);
    }
    assertThat(beats).isBetween(13, 20);
    assertThat(state.hooks().get(HOOK).completion().orElseThrow().tries().failures())
        .isBetween(10, 30);
    now = state.hooks().get(HOOK).completion().orElseThrow().tries().at();
    assertThat(due()).contains(completion(HOOK));
    assertThat(completed(DONE)).hasSize(1);
  }

  @Test
  void aCompletionThatAwsTookThoughItsAnswerWasLostIsOverAtTheNextTry() {
    opened(60, 6000);
    complete(HOOK);
    answer(DONE, 0.0);
    due();
    completed(LATER);
    now = now.plusSeconds(1);
    assertThat(due()).contains(completion(HOOK));
    assertThat(completed(new HookAnswer.Gone("over")))
        .containsExactly(new HookEvent.Gone(HOOK, INSTANCE, true, "over"));
  }

  @Test
  void aRefusedCompletionIsReportedOnceAndTriedSlowlyUntilTheRoleIsMended() {
    opened(60, 6000);
    answer(DONE, 0.0);
    complete(HOOK);
    due();
    assertThat(completed(REFUSED))
        .containsExactly(new HookEvent.Refused(HOOK, INSTANCE, "AccessDenied: no"));
    assertThat(dueAfter(Duration.ofSeconds(29))).doesNotContain(completion(HOOK));
    answer(DONE, 0.0);
    assertThat(dueAfter(Duration.ofSeconds(31))).contains(completion(HOOK));
    assertThat(completed(REFUSED)).isEmpty();
    assertThat(dueAfter(Duration.ofSeconds(60))).contains(completion(HOOK));
    assertThat(completed(DONE)).hasSize(1);
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

  @Test
  void askingTwiceForACompletionSendsOne() {
    opened(60, 6000);
    answer(DONE, 0.0);
    complete(HOOK);
    assertThat(due()).containsExactly(completion(HOOK));
    complete(HOOK);
    assertThat(due()).isEmpty();
    assertThat(completed(DONE)).hasSize(1);
    assertThat(dueAfter(Duration.ofMinutes(5))).isEmpty();
  }

  @Test
  void anAnswerForAClosedActionIsForgotten() {
    opened(60, 6000);
    complete(HOOK);
    state = state.without(HOOK);
    assertThat(answer(DONE, 0.5)).isEmpty();
    assertThat(completed(DONE)).isEmpty();
    assertThat(state.hooks()).isEmpty();
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

  /// It has gone on for a while when we hear of it.
  private void open(HookRef hook) {
    state = HeartbeatPlan.open(state, hook, INSTANCE, now.minusSeconds(5), now);
  }

  /// Open, with its first heartbeat under way and its terms known.
  private void opened(int timeoutSeconds, int globalSeconds) {
    open(HOOK);
    due();
    told(known(timeoutSeconds, globalSeconds));
  }

  private void complete(HookRef hook) {
    state = HeartbeatPlan.complete(state, hook, HookResult.CONTINUE, now);
  }

  private HeartbeatStep step() {
    HeartbeatStep step = HeartbeatPlan.step(state, now, 16);
    state = step.state();
    return step;
  }

  private List<HookCall> due() {
    return step().due();
  }

  private List<HookCall> dueAfter(Duration wait) {
    now = now.plus(wait);
    return due();
  }

  private List<HookEvent> answer(HookAnswer answer, double jitter) {
    HeartbeatStep step = HookAnswers.beat(state, HOOK, answer, jitter, now);
    state = step.state();
    return step.events();
  }

  private List<HookEvent> completed(HookAnswer answer) {
    HeartbeatStep step = HookAnswers.completion(state, completion(HOOK), answer, 0.0, now);
    state = step.state();
    return step.events();
  }

  private void told(HookTerms.Answer answer) {
    state = HookAnswers.terms(state, HOOK, answer, 0.0, now);
  }

  private static HookTerms.Answer known(int timeoutSeconds, int globalSeconds) {
    return new HookTerms.Answer.Known(
        new HookTerms(
            Duration.ofSeconds(timeoutSeconds),
            Duration.ofSeconds(globalSeconds),
            HookResult.CONTINUE));
  }

  private static HookCall beat(HookRef hook) {
    return new HookCall.Beat(hook, INSTANCE);
  }

  private static HookCall ask(HookRef hook) {
    return new HookCall.AskTerms(hook, INSTANCE);
  }

  private static HookCall.Complete completion(HookRef hook) {
    return new HookCall.Complete(hook, INSTANCE, HookResult.CONTINUE);
  }
}
