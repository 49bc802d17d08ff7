package nomadops.bench.drainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import nomadops.bench.drainer.LifecycleActions.Answer;
import nomadops.bench.drainer.LifecycleActions.Story;
import org.junit.jupiter.api.Test;

class LifecycleActionsTest {
  private static final Instant T0 = Instant.parse("2026-11-23T06:00:00Z");

  private final LifecycleActions actions = new LifecycleActions(Duration.ofSeconds(30));

  @Test
  void anActionWithoutAHeartbeatTimesOutAndCannotBeCompleted() {
    actions.begin("i-1", "t", T0);
    assertThat(actions.complete("i-1", "t", at(31), true)).isEqualTo(Answer.NO_ACTIVE_ACTION);
    assertThat(story(at(31)).timedOut()).isTrue();
    assertThat(story(at(31)).completedAt()).isEmpty();
  }

  @Test
  void thatAnActionTimedOutIsSeenEvenIfNobodyAsksForItAnyMore() {
    actions.begin("i-1", "t", T0);
    assertThat(actions.allOver(List.of("i-1"), at(30))).isFalse();
    assertThat(actions.allOver(List.of("i-1"), at(31))).isTrue();
    assertThat(story(at(31)).timedOut()).isTrue();
  }

  @Test
  void eachHeartbeatGivesAnotherTimeout() {
    actions.begin("i-1", "t", T0);
    assertThat(actions.heartbeat("i-1", "t", at(29))).isEqualTo(Answer.DONE);
    assertThat(actions.heartbeat("i-1", "t", at(58))).isEqualTo(Answer.DONE);
    assertThat(actions.complete("i-1", "t", at(87), true)).isEqualTo(Answer.DONE);
    assertThat(story(at(200)))
        .isEqualTo(new Story("i-1", 2, java.util.Optional.of(at(87)), false, 0));
  }

  @Test
  void aHeartbeatThatComesTooLateDoesNotHelp() {
    actions.begin("i-1", "t", T0);
    assertThat(actions.heartbeat("i-1", "t", at(31))).isEqualTo(Answer.NO_ACTIVE_ACTION);
    assertThat(actions.heartbeat("i-1", "t", at(20))).isEqualTo(Answer.NO_ACTIVE_ACTION);
    assertThat(story(at(31)).heartbeats()).isZero();
  }

  @Test
  void anUnknownInstanceOrATokenOfAnotherHasNoAction() {
    actions.begin("i-1", "t", T0);
    assertThat(actions.heartbeat("i-2", "t", at(1))).isEqualTo(Answer.NO_ACTIVE_ACTION);
    assertThat(actions.heartbeat("i-1", "u", at(1))).isEqualTo(Answer.NO_ACTIVE_ACTION);
    assertThat(actions.complete("i-1", "u", at(1), true)).isEqualTo(Answer.NO_ACTIVE_ACTION);
    assertThat(actions.allOver(List.of("i-1", "i-2"), at(1))).isFalse();
  }

  @Test
  void completingOnceMoreCountsOnlyForOneWhoWasToldThatItIsDone() {
    actions.begin("i-1", "t", T0);
    assertThat(actions.complete("i-1", "t", at(1), false)).isEqualTo(Answer.DONE);
    assertThat(actions.complete("i-1", "t", at(2), true)).isEqualTo(Answer.NO_ACTIVE_ACTION);
    assertThat(story(at(3)).completedAgain()).as("the first answer was lost").isZero();
    assertThat(actions.complete("i-1", "t", at(4), true)).isEqualTo(Answer.NO_ACTIVE_ACTION);
    assertThat(story(at(5)).completedAgain()).isEqualTo(1);
  }

  @Test
  void aNewProcessMayAskForWhatTheOldOneWasTold() {
    actions.begin("i-1", "t", T0);
    assertThat(actions.complete("i-1", "t", at(1), true)).isEqualTo(Answer.DONE);
    actions.forgetWhoWasTold();
    assertThat(actions.complete("i-1", "t", at(2), true)).isEqualTo(Answer.NO_ACTIVE_ACTION);
    assertThat(story(at(3)).completedAgain()).isZero();
    assertThat(story(at(3)).completedAt()).contains(at(1));
  }

  private Story story(Instant now) {
    return actions.stories(List.of("i-1"), now).getFirst();
  }

  private static Instant at(int seconds) {
    return T0.plusSeconds(seconds);
  }
}
