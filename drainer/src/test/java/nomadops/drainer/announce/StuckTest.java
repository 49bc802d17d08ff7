package nomadops.drainer.announce;

import static nomadops.drainer.announce.Scene.MACHINE;
import static nomadops.drainer.announce.Scene.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nomadops.drainer.Drainer;
import nomadops.drainer.notice.Notice;
import nomadops.drainer.plan.Doomed;
import nomadops.drainer.plan.DrainDecision;
import nomadops.drainer.plan.DrainPlan;
import nomadops.drainer.plan.Facts;
import nomadops.drainer.plan.Response;
import nomadops.drainer.plan.Terms;
import org.junit.jupiter.api.Test;

class StuckTest {
  private final Stuck stuck = new Stuck(StuckTerms.normal());
  private final Doomed open = Scene.doomed(Scene.rebalance(MACHINE, 0));
  private Watched watched = Watched.from(NOW);

  private static Instant after(int minutes) {
    return NOW.plus(Duration.ofMinutes(minutes));
  }

  private Stuck.Decision look(Doomed doomed, String doing, Instant now) {
    return look(new Drainer.View(doomed, doing), now);
  }

  private Stuck.Decision look(Drainer.View view, Instant now) {
    Stuck.Step step = stuck.step(watched, view, now);
    watched = step.next();
    return step.decision();
  }

  private boolean isToldStuck(Doomed doomed, String doing, Instant now) {
    return look(doomed, doing, now) instanceof Stuck.Decision.IsStuck;
  }

  @Test
  void isNotWhoeverMovesOn() {
    for (int minute = 0; minute < 100; minute++) {
      String doing = "client-1 drains, " + (100 - minute) + " allocations run";
      assertThat(isToldStuck(open, doing, after(minute))).as("minute %d", minute).isFalse();
    }
  }

  @Test
  void isWhoeverOnlyGoesUpAndDown() {
    boolean told = false;
    for (int minute = 0; minute < 20; minute++) {
      told |= isToldStuck(open, "client-1 drains, " + (3 + minute % 2) + " run", after(minute));
    }
    assertThat(told).isTrue();
  }

  @Test
  void quietCountsFromHalfOfTheBudgetOn() {
    Doomed hour = Scene.until(open, after(100));
    assertThat(isToldStuck(hour, "drains", after(0))).isFalse();
    assertThat(isToldStuck(hour, "drains", after(49))).isFalse();
    assertThat(isToldStuck(hour, "drains", after(50))).isTrue();
    assertThat(isToldStuck(hour, "drains", after(51))).isFalse();
    assertThat(look(hour, "completing", after(52))).isInstanceOf(Stuck.Decision.Recovered.class);
    assertThat(look(hour, "completing", after(53))).isInstanceOf(Stuck.Decision.Unchanged.class);
  }

  @Test
  void isNotWhoeverWaitsForATimeThatThePlanHasSet() {
    Notice.Maintenance planned =
        new Notice.Maintenance(
            MACHINE, NOW, "event", "reboot", Optional.of(NOW.plus(Duration.ofDays(14))), false);
    Terms terms =
        new Terms(
            _ -> new Response.DrainAhead(Duration.ofHours(1)),
            Duration.ofHours(1),
            Duration.ZERO,
            Duration.ZERO,
            true);
    DrainPlan plan = new DrainPlan(terms);
    for (int day = 0; day < 13; day++) {
      Instant now = NOW.plus(Duration.ofDays(day));
      var step =
          plan.step(Doomed.by(planned, NOW), new Facts(List.of(), Map.of(), true, true), now);
      DrainDecision.Wait wait = (DrainDecision.Wait) step.decision();
      assertThat(look(new Drainer.View(step.next(), wait.reason(), wait.planned()), now))
          .as("day %d: %s", day, wait.reason())
          .isNotInstanceOf(Stuck.Decision.IsStuck.class);
    }
  }

  @Test
  void isWhoeverIsNotDoneAMinuteAfterItsBudget() {
    Doomed two = Scene.until(open, after(2));
    assertThat(isToldStuck(two, "drains", after(3))).isFalse();
    assertThat(isToldStuck(two, "drains", after(3).plusMillis(1))).isTrue();
  }

  @Test
  void aBudgetThatWasOverBeforeTheNoticeCountsFromTheNotice() {
    Doomed past = Scene.until(open, after(-30));
    assertThat(isToldStuck(past, "drains", NOW.plusSeconds(59))).isFalse();
    assertThat(isToldStuck(past, "drains", NOW.plusSeconds(61))).isTrue();
  }

  @Test
  void isWhoeverFailsForTwoMinutes() {
    for (int second = 0; second <= 120; second++) {
      Instant now = NOW.plusSeconds(second);
      watched = watched.failed("its node could not be looked at", "HTTP 500", now);
      assertThat(isToldStuck(open, "HTTP 500", now))
          .as("second %d", second)
          .isEqualTo(second == 120);
    }
  }

  @Test
  void failuresThatASuccessSeparatesAreNotOneTrouble() {
    for (int second = 0; second < 600; second++) {
      Instant now = NOW.plusSeconds(second);
      watched =
          second % 100 == 0
              ? watched.succeeded()
              : watched.failed("its node could not be looked at", "HTTP 500", now);
      assertThat(isToldStuck(open, "HTTP 500", now)).as("second %d", second).isFalse();
    }
  }

  /** A look that works is told to nobody; what is done since shows it. */
  @Test
  void aFailureNowAndThenIsNoTrouble() {
    for (int second = 0; second < 600; second++) {
      Instant now = NOW.plusSeconds(second);
      if (second % 60 == 0) {
        watched = watched.failed("its node could not be looked at", "HTTP 500", now);
      }
      assertThat(isToldStuck(open, "drains, " + (600 - second) + " run", now)).isFalse();
    }
  }

  @Test
  void termsThatMakeNoSenseAreRefusedByName() {
    assertThatThrownBy(() -> new StuckTerms(Duration.ZERO, Duration.ofMinutes(1)))
        .hasMessageContaining("stuck-after: PT0S");
  }
}
