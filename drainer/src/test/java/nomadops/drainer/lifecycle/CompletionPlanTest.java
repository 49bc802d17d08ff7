package nomadops.drainer.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// When a lifecycle action is completed, and how often that is tried.
final class CompletionPlanTest extends HeartbeatScene {
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
}
