package nomadops.gc.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import nomadops.gc.pace.PaceDecision.Cause;
import nomadops.gc.pace.PaceFacts.Gates;
import nomadops.gc.pace.PaceFacts.Users;
import org.junit.jupiter.api.Test;

class PaceLawTest {
  private static final long MS = 1_000_000;
  private static final long SECOND = 1000 * MS;
  private final PaceLaw law = new PaceLaw(PaceProfile.NORMAL);
  private PaceState state = PaceState.initial(0);
  private long now;

  @Test
  void startsWithOneAndDoublesUntilAQueueShows() {
    assertThat(step(PaceFacts.calm(0, Gates.OPEN))).isInstanceOf(PaceDecision.Go.class);
    assertThat(step(PaceFacts.calm(1, Gates.OPEN))).isInstanceOf(PaceDecision.Wait.class);
    completed(5 * MS);
    completed(5 * MS);
    assertThat(state.window()).isEqualTo(3);
    completed(50 * MS);
    assertThat(state.window()).isEqualTo(1.5);
    assertThat(state.slowStart()).isFalse();
  }

  @Test
  void manyFaultsOfOneCauseHalveTheWindowOnce() {
    grow(10);
    double before = state.window();
    for (int i = 0; i < 5; i++) {
      now += MS;
      step(faults(3, 0));
    }
    assertThat(state.window()).isEqualTo(before / 2);
  }

  @Test
  void faultsInARowPauseForTwiceAsLongEachTimeAndOneCompletionEndsThat() {
    long pause = 0;
    for (int i = 0; i < 5; i++) {
      now = Math.max(now + SECOND, state.holdUntil());
      assertThat(step(faults(1, 0)))
          .isInstanceOfSatisfying(
              PaceDecision.Hold.class, h -> assertThat(h.cause()).isEqualTo(Cause.FAULTS));
      assertThat(state.holdUntil() - now).isGreaterThan(pause);
      pause = state.holdUntil() - now;
    }
    now = state.holdUntil();
    completed(5 * MS);
    assertThat(state.faultsInRow()).isZero();
  }

  @Test
  void aRetryAfterIsObeyed() {
    assertThat(step(faults(1, 3 * SECOND)))
        .isEqualTo(new PaceDecision.Hold(Cause.THROTTLED, 3 * SECOND, "Nomad asked to slow down"));
    now += 3 * SECOND - 1;
    assertThat(step(PaceFacts.calm(0, Gates.OPEN))).isInstanceOf(PaceDecision.Hold.class);
    now += 1;
    assertThat(step(PaceFacts.calm(0, Gates.OPEN))).isInstanceOf(PaceDecision.Go.class);
  }

  @Test
  void everyGateHoldsWhateverTheWindow() {
    assertHeld(new Gates(false, true, true, true, true, false, 0), Cause.NO_LEADER);
    assertHeld(new Gates(true, false, true, true, true, false, 0), Cause.NO_LEADERSHIP);
    assertHeld(new Gates(true, true, false, true, true, false, 0), Cause.AUDIT);
    assertHeld(new Gates(true, true, true, false, true, false, 0), Cause.ARCHIVE);
    assertHeld(new Gates(true, true, true, true, true, true, 0), Cause.BROKER_PAUSED);
    assertHeld(new Gates(true, true, true, true, true, false, 201), Cause.FOREIGN_BACKLOG);
  }

  @Test
  void theBacklogGateOpensAtHalfItsThreshold() {
    assertHeld(backlog(201), Cause.FOREIGN_BACKLOG);
    assertHeld(backlog(101), Cause.FOREIGN_BACKLOG);
    assertThat(step(PaceFacts.calm(0, backlog(100)))).isNotInstanceOf(PaceDecision.Hold.class);
  }

  @Test
  void aDeleteWaitsForOthersButNotForLong() {
    grow(10);
    assertThat(step(PaceFacts.calm(0, backlog(1))))
        .isEqualTo(new PaceDecision.Wait(7_500_000, "1 evaluations of others are under way"));
    now += 4 * MS;
    assertThat(step(PaceFacts.calm(0, backlog(2))))
        .isEqualTo(new PaceDecision.Wait(3_500_000, "2 evaluations of others are under way"));
    now += 3_500_000;
    assertThat(step(PaceFacts.calm(0, backlog(2)))).isInstanceOf(PaceDecision.Go.class);
    assertThat(step(PaceFacts.calm(1, backlog(2)))).isInstanceOf(PaceDecision.Wait.class);
    assertThat(step(PaceFacts.calm(1, Gates.OPEN))).isInstanceOf(PaceDecision.Go.class);
  }

  @Test
  void aFastPaceWaitsForNobody() {
    PaceStep step = new PaceLaw(PaceProfile.FAST).step(state, PaceFacts.calm(0, backlog(50)), now);
    assertThat(step.decision()).isInstanceOf(PaceDecision.Go.class);
  }

  @Test
  void aNewLeaderDropsWhatWasLearned() {
    grow(10);
    assertThat(state.baseNanos()).isEqualTo(5 * MS);
    step(new PaceFacts(0, List.of(), 0, 0, true, Users.UNKNOWN, Gates.OPEN));
    assertThat(state.baseNanos()).isZero();
    assertThat(state.window()).isEqualTo(1);
    assertThat(state.slowStart()).isTrue();
  }

  @Test
  void belowAWindowOfOneThereAreGaps() {
    completed(5 * MS);
    for (int i = 0; i < 40; i++) {
      completed(500 * MS);
    }
    assertThat(state.window()).isEqualTo(PaceProfile.NORMAL.minWindow());
    now += SECOND;
    assertThat(step(PaceFacts.calm(0, Gates.OPEN))).isInstanceOf(PaceDecision.Go.class);
    assertThat(step(PaceFacts.calm(0, Gates.OPEN)))
        .isInstanceOfSatisfying(
            PaceDecision.Wait.class, wait -> assertThat(wait.nanos()).isEqualTo(250 * MS));
  }

  @Test
  void everyDecisionSaysWhy() {
    assertThat(step(PaceFacts.calm(0, Gates.OPEN)).reason()).isNotBlank();
    assertThat(step(PaceFacts.calm(9, Gates.OPEN)).reason()).contains("9 unfinished");
    assertThat(step(faults(1, 0)).reason()).isEqualTo("requests failed");
  }

  private void assertHeld(Gates gates, Cause cause) {
    assertThat(step(PaceFacts.calm(0, gates)))
        .isInstanceOfSatisfying(
            PaceDecision.Hold.class, hold -> assertThat(hold.cause()).isEqualTo(cause));
  }

  private static Gates backlog(int evals) {
    return new Gates(true, true, true, true, true, false, evals);
  }

  private static PaceFacts faults(int n, long retryAfter) {
    return new PaceFacts(0, List.of(), n, retryAfter, false, Users.UNKNOWN, Gates.OPEN);
  }

  private void grow(int completions) {
    step(
        new PaceFacts(
            0, Collections.nCopies(completions, 5 * MS), 0, 0, false, Users.UNKNOWN, Gates.OPEN));
  }

  private void completed(long latency) {
    now += latency;
    step(new PaceFacts(0, List.of(latency), 0, 0, false, Users.UNKNOWN, Gates.OPEN));
  }

  private PaceDecision step(PaceFacts facts) {
    PaceStep step = law.step(state, facts, now);
    state = step.state();
    return step.decision();
  }
}
